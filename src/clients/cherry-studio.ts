import type { Client } from "./client.ts";
import { http, sse, typed, untypedStdio } from "./dialects.ts";

const client: Client = {
  id: "cherry-studio",
  name: "Cherry Studio",
  vendor: "CherryHQ",
  priority: 3,
  certainty: "source",
  references: ["https://github.com/CherryHQ/cherry-studio/blob/main/src/renderer/src/types/mcp.ts"],
  files: [],
  dialects: {
    default: {
      ...typed,
      stdio: untypedStdio,
      http: { ...http, type: "streamableHttp", types: ["streamableHttp"], urls: ["baseUrl", "url"] },
      sse: { ...sse, urls: ["baseUrl", "url"] },
      otherKeys: { isActive: "bool", timeout: "seconds", disabledTools: "tool names" },
      disable: { key: "isActive", value: false },
    },
  },
  pitfalls: ["Servers are kept in a database; JSON can only be imported."],
};

export default client;
