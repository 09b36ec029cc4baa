import type { Client, ConfigFile } from "./client.ts";
import { untypedStdio, untypedUrl } from "./dialects.ts";
import { strictJson, toml } from "./formats.ts";

const user = {
  scope: "user",
  paths: ["~/.warp/.mcp.json", "~/.agents/.mcp.json"],
  ...strictJson,
  rewrite: "safe",
} satisfies Partial<ConfigFile>;

const project = {
  scope: "project",
  paths: [".warp/.mcp.json", ".agents/.mcp.json"],
  ...strictJson,
  rewrite: "safe",
  note: "Approved anew in every session.",
} satisfies Partial<ConfigFile>;

const client: Client = {
  id: "warp",
  name: "Warp",
  vendor: "Warp",
  priority: 1,
  certainty: "source",
  references: [
    "https://docs.warp.dev/agents/capabilities/mcp",
    "https://github.com/warpdotdev/warp/tree/main/app/src/ai/mcp",
  ],
  files: [
    { ...user, root: ["mcpServers"] },
    { ...user, root: ["servers"] },
    { ...user, root: ["mcp", "servers"] },
    { ...user, root: ["mcp_servers"] },
    { ...project, root: ["mcpServers"] },
    { ...project, root: ["servers"] },
    { ...project, root: ["mcp", "servers"] },
    { ...project, root: ["mcp_servers"] },
    { scope: "user", paths: ["~/.claude.json"], ...strictJson, root: ["mcpServers"], shared: true, rewrite: "safe" },
    { scope: "project", paths: [".mcp.json"], ...strictJson, root: ["mcpServers"], shared: true, rewrite: "safe" },
    { scope: "user", paths: ["~/.codex/config.toml"], ...toml, root: ["mcp_servers"], shared: true, rewrite: "safe" },
    { scope: "project", paths: [".codex/config.toml"], ...toml, root: ["mcp_servers"], shared: true, rewrite: "safe" },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: { ...untypedStdio, cwd: "working_directory" },
      http: { ...untypedUrl, urls: ["url", "serverUrl"] },
      sse: { ...untypedUrl, urls: ["url", "serverUrl"] },
      bareUrl: "auto",
      commandAndUrl: "stdio",
      leftoverStdioKeys: "unknown",
      unknownType: "by-keys",
      malformed: "skipped",
      otherKeys: { description: "string" },
      placeholders: { syntaxes: ["${VAR}"], fields: ["file"], unset: "file-error", known: true },
    },
  },
  pitfalls: [
    "One unset or empty `${VAR}` anywhere, or one `${VAR:-default}`, and Warp refuses the whole file, also a shared .mcp.json.",
    "`cwd` is not read: it is `working_directory`.",
    "`url` and `serverUrl` together are an error.",
  ],
};

export default client;
