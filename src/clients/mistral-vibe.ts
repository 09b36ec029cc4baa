import type { Client } from "./client.ts";
import { noPlaceholders, stdio, streamableHttp } from "./dialects.ts";
import { toml } from "./formats.ts";

const client: Client = {
  id: "mistral-vibe",
  name: "Mistral Vibe",
  vendor: "Mistral AI",
  priority: 2,
  certainty: "source",
  references: ["https://github.com/mistralai/mistral-vibe/blob/main/vibe/core/config.py", "npm rulesync@17.0.0"],
  files: [
    { scope: "user", paths: ["${VIBE_HOME:-~/.vibe}/config.toml"], ...toml, root: ["mcp_servers"], rewrite: "safe" },
    {
      scope: "project",
      paths: [".vibe/config.toml"],
      ...toml,
      root: ["mcp_servers"],
      rewrite: "safe",
      note: "Trusted folders only.",
    },
  ],
  dialects: {
    default: {
      container: "array",
      nameKey: "name",
      typeKey: "transport",
      stdio: { ...stdio, typeRequired: true, commandForm: "either" },
      http: {
        ...streamableHttp,
        types: ["streamable-http", "http"],
        bearerTokenVariable: "api_key_env",
        otherKeys: {
          api_key_header: "Authorization where absent",
          api_key_format: "`Bearer {token}` where absent",
          auth: "table, instead of headers and api_key_*",
        },
      },
      noSse: true,
      bareUrl: "startup-error",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "unknown",
      unknownType: "startup-error",
      malformed: "startup-error",
      otherKeys: {
        prompt: "string",
        startup_timeout_sec: "seconds",
        tool_timeout_sec: "seconds",
        disabled: "bool",
        disabled_tools: "tool names",
        sampling_enabled: "bool",
      },
      disable: { key: "disabled", value: true },
      placeholders: noPlaceholders,
    },
  },
  pitfalls: ["An array of tables, each with a `name`.", "One wrong entry and the program does not start."],
};

export default client;
