import type { Client } from "./client.ts";
import { untypedStdio, untypedUrl } from "./dialects.ts";
import { strictJson, toml } from "./formats.ts";

const client: Client = {
  id: "grok-build",
  name: "Grok Build",
  vendor: "xAI",
  priority: 2,
  certainty: "two-third-parties",
  checked: "0.2.54, by a third party",
  references: ["https://docs.x.ai/build/features/mcp-servers", "npm rulesync@17.0.0"],
  files: [
    { scope: "user", paths: ["${GROK_HOME:-~/.grok}/config.toml"], ...toml, root: ["mcp_servers"], rewrite: "safe" },
    {
      scope: "project",
      paths: [".grok/config.toml"],
      ...toml,
      root: ["mcp_servers"],
      rewrite: "safe",
      note: "Looked for up to the git root, nearest first.",
    },
    {
      scope: "managed",
      paths: ["/etc/grok/managed_config.toml", "${GROK_HOME:-~/.grok}/managed_config.toml"],
      ...toml,
      root: ["mcp_servers"],
      rewrite: "never",
    },
    { scope: "user", paths: ["~/.claude.json"], ...strictJson, root: ["mcpServers"], shared: true, rewrite: "safe" },
    {
      scope: "project",
      paths: [".mcp.json", ".cursor/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      shared: true,
      rewrite: "safe",
      note: "Comes after config.toml; `[compat.*]` switches it off.",
    },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: untypedStdio,
      http: untypedUrl,
      bareUrl: "http",
      commandAndUrl: "unknown",
      leftoverStdioKeys: "unknown",
      unknownType: "by-keys",
      malformed: "unknown",
      otherKeys: { enabled: "bool", startup_timeout_sec: "seconds", tool_timeout_sec: "seconds" },
      disable: { key: "enabled", value: false },
      placeholders: {
        syntaxes: ["${VAR}", "${VAR:-default}"],
        fields: ["command", "args", "env", "url", "headers"],
        known: true,
      },
    },
  },
  pitfalls: ["Looks like Codex, but it is `headers`, not `http_headers`, and `${VAR}` is expanded."],
};

export default client;
