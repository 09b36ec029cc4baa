import type { Client } from "./client.ts";
import { http, sse, stdio, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "mcp-inspector",
  name: "MCP Inspector",
  vendor: "Model Context Protocol",
  priority: 3,
  certainty: "docs",
  references: ["https://github.com/modelcontextprotocol/inspector/blob/main/docs/mcp-server-configuration.md"],
  files: [
    {
      scope: "user",
      paths: ["~/.mcp-inspector/mcp.json", "${MCP_CATALOG_PATH}"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, cwd: "cwd" },
      http: { ...http, types: ["http", "streamable-http"], otherKeys: { oauth: "object" } },
      sse: { ...sse, otherKeys: { oauth: "object" } },
      bareUrl: "stdio",
      commandAndUrl: "by-type",
      otherKeys: {
        protocolEra: "legacy, auto or modern",
        connectionTimeout: "ms",
        requestTimeout: "ms",
        metadata: "object",
        roots: "array",
      },
    },
  },
  pitfalls: ["A `url` without `type` is taken for stdio and fails."],
};

export default client;
