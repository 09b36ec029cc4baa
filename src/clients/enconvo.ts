import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "enconvo",
  name: "Enconvo",
  vendor: "Enconvo",
  priority: 3,
  certainty: "two-third-parties",
  references: ["npm @smithery/cli@4.11.1", "npm install-mcp@1.10.2"],
  files: [
    {
      scope: "user",
      os: ["macos"],
      paths: ["~/.config/enconvo/mcp_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
  ],
  dialects: { default: plain },
};

export default client;
