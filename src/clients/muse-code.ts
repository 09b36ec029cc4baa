import type { Client } from "./client.ts";
import { http, plain, stdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "muse-code",
  name: "Muse Code",
  vendor: "Meta",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    { scope: "user", paths: ["~/.config/muse/settings.json"], ...strictJson, root: ["mcp_servers"], rewrite: "never" },
  ],
  dialects: {
    default: {
      ...plain,
      typeKey: "transport",
      stdio: { ...stdio, typeRequired: true },
      http: { ...http, type: "streamable_http", types: ["streamable_http"] },
      otherKeys: { enabled: "bool", mode: "required or optional" },
      disable: { key: "enabled", value: false },
    },
  },
  pitfalls: [
    "Without `mode: optional` a server that does not answer ends the run.",
    "`schema_version: 1` must stay, or every command fails.",
  ],
};

export default client;
