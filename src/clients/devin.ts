import type { Client } from "./client.ts";
import { plain, sse, untypedStdio, untypedUrl } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "devin",
  name: "Devin Desktop and CLI",
  vendor: "Cognition",
  priority: 1,
  status: "renamed",
  certainty: "docs",
  references: ["https://docs.devin.ai/cli/extensibility/mcp/configuration", "npm rulesync@17.0.0"],
  files: [
    {
      scope: "user",
      os: ["linux", "macos"],
      paths: ["~/.config/devin/mcp_config.json"],
      ...jsonc,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "A file of its own since v3000.3.",
    },
    {
      scope: "user",
      os: ["windows"],
      paths: ["%APPDATA%/devin/mcp_config.json"],
      ...jsonc,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    { scope: "project", paths: [".devin/mcp_config.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    {
      scope: "local",
      paths: [".devin/mcp_config.local.json"],
      ...jsonc,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "Personal and ignored by git; all files merge per server.",
    },
    {
      scope: "legacy",
      paths: ["~/.config/devin/config.json", ".devin/config.json", ".devin/config.local.json"],
      ...jsonc,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Moved into the file of its own when the program starts.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      typeKey: "transport",
      stdio: { ...untypedStdio, types: ["stdio"] },
      http: {
        ...untypedUrl,
        types: ["http"],
        urls: ["url", "serverUrl"],
        otherKeys: { oauthClientId: "string", oauthClientSecret: "string" },
      },
      sse: { ...sse, typeRequired: false, urls: ["url", "serverUrl"] },
      bareUrl: "auto",
      otherKeys: { disabled: "bool", disabledTools: "tool names" },
      disable: { key: "disabled", value: true },
    },
  },
  pitfalls: [
    "Windsurf until June 2026; its documentation disagrees on whether Cascade still reads ~/.codeium/windsurf/mcp_config.json.",
  ],
};

export default client;
