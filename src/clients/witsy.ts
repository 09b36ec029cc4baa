import type { Client } from "./client.ts";
import { typed, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "witsy",
  name: "Witsy",
  vendor: "nbonamy",
  priority: 3,
  certainty: "two-third-parties",
  references: [
    "https://github.com/nbonamy/witsy/blob/main/src/types/mcp.ts",
    "npm @smithery/cli@4.11.1",
    "npm install-mcp@1.10.2",
  ],
  files: [
    {
      scope: "user",
      paths: ["<app-data>/Witsy/settings.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "`mcp.servers` beside it is a list of Witsy's own.",
    },
  ],
  dialects: { default: { ...typed, stdio: untypedStdio } },
};

export default client;
