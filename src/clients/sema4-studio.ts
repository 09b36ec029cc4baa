import type { Client } from "./client.ts";
import { streamableHttp, typed, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "sema4-studio",
  name: "Sema4.ai Studio",
  vendor: "Sema4.ai",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://github.com/docker/mcp-gateway"],
  files: [
    {
      scope: "user",
      paths: ["~/.sema4ai/sema4ai-studio/mcp_servers.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
    },
  ],
  dialects: { default: { ...typed, typeKey: "transport", stdio: untypedStdio, http: streamableHttp } },
};

export default client;
