import type { Client } from "./client.ts";
import { http, plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "fx",
  name: "fx",
  vendor: "community",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm add-mcp@2.4.0"],
  files: [{ scope: "user", paths: ["~/.fx/mcp.json"], ...strictJson, root: ["mcp"], rewrite: "never" }],
  dialects: {
    default: {
      ...plain,
      stdio: {
        type: "local",
        typeRequired: true,
        types: ["local"],
        command: "command",
        commandForm: "array",
        env: "environment",
        otherKeys: {},
      },
      http: { ...http, bearerTokenVariable: "bearer_token_env" },
      otherKeys: { enabled: "bool" },
      disable: { key: "enabled", value: false },
    },
  },
  pitfalls: ["A literal Authorization header is refused: use `bearer_token_env`."],
};

export default client;
