import type { Client } from "./client.ts";
import { http, plain, stdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "command-code",
  name: "Command Code",
  vendor: "Command Code",
  priority: 3,
  certainty: "source",
  checked: "1.64.0",
  references: ["npm command-code@1.64.0"],
  files: [
    { scope: "user", paths: ["~/.commandcode/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
    {
      scope: "local",
      paths: ["~/.commandcode/projects/*/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    { scope: "project", paths: [".mcp.json"], ...strictJson, root: ["mcpServers"], shared: true, rewrite: "safe" },
  ],
  dialects: {
    default: {
      ...plain,
      typeKey: "transport",
      stdio,
      http: {
        ...http,
        typeRequired: false,
        otherKeys: { oauth: "{authorizationUrl, tokenUrl, clientId, clientSecret, scopes, resource}" },
      },
      noSse: true,
      bareUrl: "http",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "skipped",
      otherKeys: { enabled: "bool", type: "read where `transport` is absent" },
      disable: { key: "enabled", value: false },
      placeholders: {
        syntaxes: ["${VAR}", "${VAR:-default}"],
        fields: ["env", "headers"],
        unset: "entry-error",
        known: true,
      },
    },
  },
  pitfalls: [
    "`type` counts only where `transport` is absent.",
    "There is no SSE, and `streamable-http` is not known.",
    "A `url` that is no literal, valid URL is skipped without a message.",
  ],
};

export default client;
