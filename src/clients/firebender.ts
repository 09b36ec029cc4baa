import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "firebender",
  name: "Firebender",
  vendor: "Firebender",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://docs.firebender.com"],
  files: [
    { scope: "user", paths: ["~/.firebender/firebender.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
    { scope: "project", paths: ["firebender.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
  ],
  dialects: { default: plain },
};

export default client;
