import type { Client } from "./client.ts";
import { http, plain } from "./dialects.ts";

const client: Client = {
  id: "open-webui",
  name: "Open WebUI",
  vendor: "Open WebUI",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://docs.openwebui.com"],
  files: [],
  dialects: {
    default: { ...plain, http: { ...http, type: "mcp", types: ["mcp"] } },
  },
  pitfalls: ["Servers are kept in a database; processes are reached through the mcpo proxy."],
};

export default client;
