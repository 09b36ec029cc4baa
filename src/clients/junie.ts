import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "junie",
  name: "JetBrains Junie",
  vendor: "JetBrains",
  priority: 1,
  certainty: "two-third-parties",
  references: [
    "https://junie.jetbrains.com/docs/junie-cli-mcp-configuration.html",
    "https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html",
    "npm rulesync@17.0.0",
    "npm add-mcp@2.4.0",
    "https://github.com/laravel/boost/blob/main/src/Install/Agents/Junie.php",
  ],
  files: [
    { scope: "user", paths: ["~/.junie/mcp/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".junie/mcp/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: { default: { ...plain, bareUrl: "http", relativePaths: false } },
  pitfalls: [
    "Laravel Boost writes absolute paths for it, on purpose.",
    "One tool writes `type: streamable-http`; Junie's own page shows no type.",
  ],
};

export default client;
