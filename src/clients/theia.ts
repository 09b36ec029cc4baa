import type { Client } from "./client.ts";
import { unknownPlaceholders, untypedStdio, untypedUrl } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "theia",
  name: "Eclipse Theia IDE",
  vendor: "Eclipse Foundation",
  priority: 3,
  certainty: "source",
  references: ["https://github.com/eclipse-theia/theia/blob/master/packages/ai-mcp/src/common/mcp-preferences.ts"],
  files: [
    {
      scope: "user",
      paths: ["~/.theia-ide/settings.json", "~/.theia/settings.json"],
      ...jsonc,
      root: ["ai-features.mcp.mcpServers"],
      rewrite: "caution",
      note: "One key with dots in it. The names of the folders are not verified.",
    },
    {
      scope: "project",
      paths: [".theia/settings.json"],
      ...jsonc,
      root: ["ai-features.mcp.mcpServers"],
      rewrite: "caution",
    },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: untypedStdio,
      http: {
        ...untypedUrl,
        urls: ["serverUrl"],
        otherKeys: {
          oauth: "object",
          serverAuthToken: "string",
          serverAuthTokenHeader: "Authorization where absent",
        },
      },
      bareUrl: "http",
      commandAndUrl: "http",
      leftoverStdioKeys: "unknown",
      unknownType: "by-keys",
      malformed: "unknown",
      otherKeys: { autostart: "bool", deferLoading: "bool", registryMetadata: "set by the registry" },
      disable: { key: "autostart", value: false },
      placeholders: unknownPlaceholders,
    },
  },
  pitfalls: ["`url` is not read: it is `serverUrl`."],
};

export default client;
