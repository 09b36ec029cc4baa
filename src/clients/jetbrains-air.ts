import type { Client } from "./client.ts";
import { http, plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "jetbrains-air",
  name: "JetBrains Air",
  vendor: "JetBrains",
  priority: 3,
  certainty: "docs",
  references: ["https://www.jetbrains.com/help/air/mcp-servers.html"],
  files: [
    { scope: "project", paths: [".air/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "caution" },
    {
      scope: "project",
      paths: [".mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      shared: true,
      rewrite: "safe",
      note: "Only with Launch workspace MCP servers switched on.",
    },
  ],
  dialects: {
    default: { ...plain, http: { ...http, typeRequired: false }, sse: untypedUrl, bareUrl: "http" },
  },
  pitfalls: ["The documentation names the files, not the shape of their entries."],
};

export default client;
