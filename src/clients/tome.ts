import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "tome",
  name: "Tome",
  vendor: "Runebook",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm @smithery/cli@4.11.1"],
  files: [{ scope: "user", paths: ["~/.tome/mcp_config.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" }],
  dialects: { default: plain },
};

export default client;
