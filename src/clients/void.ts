import type { Client } from "./client.ts";
import { noPlaceholders, plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "void",
  name: "Void",
  vendor: "Void",
  priority: 3,
  status: "archived",
  certainty: "source",
  references: ["https://github.com/voideditor/void"],
  files: [{ scope: "user", paths: ["~/.void-editor/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" }],
  dialects: { default: { ...plain, sse: untypedUrl, bareUrl: "auto", placeholders: noPlaceholders } },
};

export default client;
