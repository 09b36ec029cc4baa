import type { Client } from "./client.ts";
import { http, stdio, unknownPlaceholders } from "./dialects.ts";
import { strictJson, yaml } from "./formats.ts";

const client: Client = {
  id: "goose",
  name: "Goose",
  vendor: "Block",
  priority: 1,
  certainty: "source",
  references: [
    "https://goose-docs.ai/docs/guides/config-files/",
    "https://github.com/block/goose/blob/main/crates/goose/src/agents/extension.rs",
  ],
  files: [
    {
      scope: "user",
      os: ["linux", "macos"],
      paths: ["${XDG_CONFIG_HOME:-~/.config}/goose/config.yaml"],
      ...yaml,
      root: ["extensions"],
      rewrite: "safe",
    },
    {
      scope: "user",
      os: ["windows"],
      paths: ["%APPDATA%/Block/goose/config/config.yaml"],
      ...yaml,
      root: ["extensions"],
      rewrite: "safe",
    },
    {
      scope: "plugin",
      paths: [".agents/plugins/*/.mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      dialect: "open-plugin",
      rewrite: "caution",
      note: "Since 1.39.",
    },
  ],
  dialects: {
    default: {
      container: "map",
      typeKey: "type",
      stdio: {
        type: "stdio",
        typeRequired: true,
        types: ["stdio"],
        command: "cmd",
        commandForm: "string",
        args: "args",
        env: "envs",
        cwd: "cwd",
        otherKeys: { env_keys: "names kept in the keyring" },
      },
      http: {
        ...http,
        type: "streamable_http",
        types: ["streamable_http"],
        urls: ["uri"],
        otherKeys: { envs: "map", env_keys: "names kept in the keyring" },
      },
      otherTypes: ["builtin", "platform", "frontend", "inline_python"],
      noSse: true,
      bareUrl: "skipped",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "skipped",
      malformed: "skipped",
      otherKeys: {
        enabled: "bool, required",
        name: "string",
        description: "string, required by older releases",
        timeout: "seconds",
        bundled: "bool",
        available_tools: "tool names",
      },
      disable: { key: "enabled", value: false },
      placeholders: { syntaxes: ["${VAR}", "$VAR"], fields: ["headers"], known: true },
    },
    /** The map of Claude Code, without URLs. */
    "open-plugin": {
      container: "map",
      typeKey: "type",
      stdio,
      bareUrl: "unknown",
      commandAndUrl: "unknown",
      leftoverStdioKeys: "unknown",
      unknownType: "unknown",
      malformed: "unknown",
      otherKeys: {},
      placeholders: unknownPlaceholders,
    },
  },
  pitfalls: [
    "The keys are `cmd`, `envs` and `uri`.",
    "`enabled` must be there.",
    "Headers take variables from the entry's own `envs` and `env_keys`, not from the environment.",
    "Servers of type `sse` no longer connect.",
    "The key of an entry is its name in lower case without blanks.",
  ],
};

export default client;
