import type { Client } from "./client.ts";
import { stdio, streamableHttp, typed } from "./dialects.ts";

const client: Client = {
  id: "agent-plugins-spec",
  name: "Agent Plugins 1.0.0",
  vendor: "agent-plugins.org",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://agent-plugins.org/schemas/1.0.0/mcp.schema.json", "https://github.com/stbenjam/skillsaw"],
  files: [],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, typeRequired: true, cwd: "cwd" },
      http: streamableHttp,
      bareUrl: "entry-error",
      commandAndUrl: "entry-error",
      leftoverStdioKeys: "entry-error",
      unknownType: "file-error",
      placeholders: { syntaxes: ["${PLUGIN_ROOT}", "${PLUGIN_DATA}"], fields: ["cwd"], known: true },
    },
  },
  pitfalls: [
    "A format, not a program: mcp.json beside plugin.json.",
    "`$schema` and the type are required, and `http` is no legal type.",
  ],
};

export default client;
