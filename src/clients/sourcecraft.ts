import type { Client } from "./client.ts";
import { streamableHttp, typed, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "sourcecraft",
  name: "SourceCraft Code Assistant",
  vendor: "Yandex",
  priority: 3,
  certainty: "docs",
  references: ["https://sourcecraft.dev/portal/docs/en/code-assistant/operations/agent/mcp/using-mcp-in-ca"],
  files: [
    {
      scope: "project",
      paths: [".codeassistant/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "The user's file is an mcp_settings.json in the storage of the extension.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: untypedStdio,
      http: streamableHttp,
      otherKeys: { disabled: "bool" },
      disable: { key: "disabled", value: true },
    },
  },
  pitfalls: ["The shape is assumed to be that of Roo Code."],
};

export default client;
