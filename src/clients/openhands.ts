import type { Client } from "./client.ts";
import { http, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "openhands",
  name: "OpenHands CLI",
  vendor: "All Hands AI",
  priority: 3,
  certainty: "docs",
  references: ["https://docs.openhands.dev/openhands/usage/cli/mcp-servers"],
  files: [{ scope: "user", paths: ["~/.openhands/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "caution" }],
  dialects: {
    default: {
      ...typed,
      typeKey: "transport",
      http: { ...http, typeRequired: false },
      bareUrl: "http",
      otherKeys: { enabled: "bool" },
      disable: { key: "enabled", value: false },
    },
  },
  pitfalls: [
    "The keys of an entry are not documented, only the options of `openhands mcp add`.",
    "Before 1.0 servers stood in the lists of config.toml.",
  ],
};

export default client;
