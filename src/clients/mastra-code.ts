import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "mastra-code",
  name: "Mastra Code",
  vendor: "Mastra",
  priority: 3,
  certainty: "source",
  checked: "0.32.1",
  references: ["npm mastracode@0.32.1", "https://github.com/mastra-ai/mastra/issues/18177"],
  files: [
    { scope: "user", paths: ["~/.mastracode/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".mastracode/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: {
    default: {
      ...plain,
      bareUrl: "http",
      placeholders: { syntaxes: ["${VAR}"], fields: ["headers"], known: true },
    },
  },
  pitfalls: ["Before the middle of 2026 nothing was expanded."],
};

export default client;
