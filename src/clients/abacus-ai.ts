import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "abacus-ai",
  name: "Abacus.AI Desktop and CLI",
  vendor: "Abacus.AI",
  priority: 3,
  certainty: "docs",
  references: ["https://abacus.ai/help/abacusai-desktop/mcp-configuration"],
  files: [
    { scope: "user", paths: ["~/.abacusai/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".abacusai/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: { default: { ...plain, bareUrl: "http" } },
};

export default client;
