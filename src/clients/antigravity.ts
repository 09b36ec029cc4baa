import type { Client, UrlShape } from "./client.ts";
import { plain, untypedStdio, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const remote: UrlShape = {
  ...untypedUrl,
  urls: ["serverUrl", "url"],
  otherKeys: {
    oauth: "object",
    clientId: "string",
    clientSecret: "string",
    authProviderType: "`google_credentials`",
  },
};

const client: Client = {
  id: "antigravity",
  name: "Google Antigravity",
  vendor: "Google",
  priority: 1,
  certainty: "two-third-parties",
  checked: "agy 1.1.26, by a third party",
  references: [
    "https://antigravity.google/docs/mcp",
    "https://github.com/stbenjam/skillsaw/blob/main/docs/rules/antigravity-mcp-valid.md",
    "npm rulesync@17.0.0",
    "npm add-mcp@2.4.0",
  ],
  files: [
    {
      scope: "user",
      paths: ["~/.gemini/config/mcp_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Of the IDE and the CLI since 2.0.",
    },
    {
      scope: "project",
      paths: [".agents/mcp_config.json", ".agent/mcp_config.json", "_agents/mcp_config.json", "_agent/mcp_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "legacy",
      paths: [
        "~/.gemini/antigravity/mcp_config.json",
        "~/.gemini/antigravity-ide/mcp_config.json",
        "~/.gemini/antigravity-cli/mcp_config.json",
      ],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "Of older releases; installers leave empty ones behind.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      stdio: { ...untypedStdio, types: ["stdio"] },
      http: { ...remote, types: ["http"] },
      sse: remote,
      bareUrl: "http",
      commandAndUrl: "http",
      leftoverStdioKeys: "tolerated",
      otherKeys: { disabled: "bool", disabledTools: "tool names" },
      disable: { key: "disabled", value: true },
    },
  },
  pitfalls: [
    "A syntax error, a comment included, stops the CLI.",
    "`enabled: false` is not read.",
    "A server of the wrong shape is dropped without a message.",
    "Half of the published guides give the folder of before 2.0.",
  ],
};

export default client;
