import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";

const client: Client = {
  id: "chatgpt",
  name: "ChatGPT",
  vendor: "OpenAI",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://platform.openai.com/docs/mcp", "npm @gleanwork/mcp-config-schema@5.2.0"],
  files: [],
  dialects: { default: plain },
  pitfalls: ["Servers stand in the settings of the account and must be reachable over public https."],
};

export default client;
