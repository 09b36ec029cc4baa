import type { Client } from "./client.ts";
import { http, sse, stdio, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "cortex-code",
  name: "Snowflake Cortex Code",
  vendor: "Snowflake",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    { scope: "user", paths: ["~/.snowflake/cortex/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, typeRequired: true },
      http: { ...http, otherKeys: { oauth: "object" } },
      sse: { ...sse, otherKeys: { oauth: "object" } },
    },
  },
};

export default client;
