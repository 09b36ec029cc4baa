import type { Client } from "./client.ts";
import { plain, sse, untypedUrl } from "./dialects.ts";
import { yaml } from "./formats.ts";

const client: Client = {
  id: "hermes-agent",
  name: "Hermes Agent",
  vendor: "Nous Research",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [{ scope: "user", paths: ["~/.hermes/config.yaml"], ...yaml, root: ["mcp_servers"], rewrite: "never" }],
  dialects: {
    default: {
      ...plain,
      typeKey: "transport",
      http: { ...untypedUrl, otherKeys: { auth: "string", oauth: "object" } },
      sse: { ...sse, otherKeys: { auth: "string", oauth: "object" } },
      bareUrl: "http",
      otherKeys: {
        enabled: "bool",
        tools: "{include, exclude, prompts, resources}",
        timeout: "seconds",
        connect_timeout: "seconds",
        trust: "full or untrusted",
        lazy: "bool",
        ssl_verify: "bool or path",
      },
      disable: { key: "enabled", value: false },
    },
  },
};

export default client;
