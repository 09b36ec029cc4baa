import type { Client } from "./client.ts";
import { http, typed, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "deepagents",
  name: "Deep Agents Code",
  vendor: "LangChain",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    {
      scope: "user",
      paths: ["${DEEPAGENTS_HOME:-~/.deepagents}/.mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
    },
    { scope: "project", paths: [".deepagents/.mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: untypedStdio,
      http: { ...http, typeRequired: false, types: ["http", "streamable_http", "streamable-http"] },
      bareUrl: "http",
      otherKeys: { allowedTools: "tool names", disabledTools: "tool names, not beside allowedTools" },
    },
  },
};

export default client;
