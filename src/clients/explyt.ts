import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "explyt",
  name: "Explyt",
  vendor: "Explyt",
  priority: 3,
  certainty: "docs",
  references: ["https://explyt.ai/docs/explyt-test/help/mcp-how-to-use"],
  files: [
    {
      scope: "user",
      paths: ["~/.explyt/mcp_servers.json"],
      ...strictJson,
      root: [],
      rewrite: "caution",
      note: "The shape is not documented.",
    },
  ],
  dialects: { default: plain },
};

export default client;
