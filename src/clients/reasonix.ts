import type { Client } from "./client.ts";
import { http, typed } from "./dialects.ts";
import { toml } from "./formats.ts";

const client: Client = {
  id: "reasonix",
  name: "Reasonix",
  vendor: "esengine",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    { scope: "user", paths: ["~/.reasonix/config.toml"], ...toml, root: ["plugins"], rewrite: "never" },
    { scope: "project", paths: ["reasonix.toml"], ...toml, root: ["plugins"], rewrite: "never" },
  ],
  dialects: {
    default: {
      ...typed,
      container: "array",
      nameKey: "name",
      http: { ...http, types: ["http", "streamable-http"] },
      otherKeys: {
        auto_start: "bool",
        concurrency: "serial or parallel",
        startup_timeout_seconds: "seconds",
        call_timeout_seconds: "seconds",
      },
      disable: { key: "auto_start", value: false },
    },
  },
};

export default client;
