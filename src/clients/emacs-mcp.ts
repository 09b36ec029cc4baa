import type { Client } from "./client.ts";
import { noPlaceholders, plain } from "./dialects.ts";

const client: Client = {
  id: "emacs-mcp",
  name: "mcp.el and gptel",
  vendor: "community",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://github.com/lizqwerscott/mcp.el"],
  files: [],
  dialects: { default: { ...plain, placeholders: noPlaceholders } },
  pitfalls: ["Servers stand in init.el as `mcp-hub-servers`, with keys such as `:url`."],
};

export default client;
