import type { Client } from "./client.ts";
import { stdio, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "rovo-dev",
  name: "Rovo Dev CLI",
  vendor: "Atlassian",
  priority: 3,
  certainty: "one-third-party",
  references: [
    "https://support.atlassian.com/rovo/docs/connect-to-an-mcp-server-in-rovo-dev-cli/",
    "npm rulesync@17.0.0",
  ],
  files: [
    {
      scope: "user",
      paths: ["~/.rovodev/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
      note: "`mcp.mcpConfigPath` in ~/.rovodev/config.yml can move it.",
    },
    { scope: "project", paths: [".rovodev/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
  ],
  dialects: {
    default: {
      ...typed,
      typeKey: "transport",
      stdio: { ...stdio, typeRequired: true },
      otherKeys: { enable_instructions: "bool" },
    },
  },
  pitfalls: ["The type stands under `transport`.", "`mcp.disabledMcpServers` in config.yml switches servers off."],
};

export default client;
