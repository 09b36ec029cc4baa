import type { Client } from "./client.ts";
import { noPlaceholders, plain, untypedStdio, untypedUrl } from "./dialects.ts";
import { strictJson, toml } from "./formats.ts";

const client: Client = {
  id: "codex",
  name: "OpenAI Codex",
  vendor: "OpenAI",
  priority: 1,
  certainty: "source",
  checked: "0.169.0",
  references: [
    "https://learn.chatgpt.com/docs/extend/mcp",
    "npm @openai/codex@0.169.0",
    "https://github.com/openai/codex/blob/main/codex-rs/config/src/mcp_types.rs",
  ],
  files: [
    { scope: "user", paths: ["${CODEX_HOME:-~/.codex}/config.toml"], ...toml, root: ["mcp_servers"], rewrite: "safe" },
    {
      scope: "profile",
      paths: ["${CODEX_HOME:-~/.codex}/*.config.toml"],
      ...toml,
      root: ["mcp_servers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".codex/config.toml"],
      ...toml,
      root: ["mcp_servers"],
      rewrite: "safe",
      note: "Trusted projects only; layered from the root of the repository to the working directory.",
    },
    {
      scope: "managed",
      paths: ["/etc/codex/config.toml", "/etc/codex/managed_config.toml", "/etc/codex/requirements.toml"],
      ...toml,
      root: ["mcp_servers"],
      rewrite: "never",
    },
    {
      scope: "plugin",
      paths: [".codex-plugin/plugin.json"],
      ...strictJson,
      root: ["mcpServers"],
      dialect: "plugin",
      rewrite: "caution",
    },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: {
        ...untypedStdio,
        cwd: "cwd",
        otherKeys: { env_vars: "names, or {name, source}", environment_id: "string" },
        refusedKeys: [
          "bearer_token",
          "bearer_token_env_var",
          "http_headers",
          "env_http_headers",
          "oauth",
          "oauth_resource",
        ],
      },
      http: {
        ...untypedUrl,
        headers: "http_headers",
        bearerTokenVariable: "bearer_token_env_var",
        headerVariables: "env_http_headers",
        otherKeys: {
          http_headers_helper: "command",
          oauth: "table",
          oauth_resource: "string",
          scopes: "strings",
          auth: "string",
        },
        refusedKeys: ["bearer_token"],
      },
      bareUrl: "http",
      commandAndUrl: "file-error",
      leftoverStdioKeys: "file-error",
      unknownType: "by-keys",
      malformed: "file-error",
      otherKeys: {
        enabled: "bool",
        required: "bool",
        startup_timeout_sec: "seconds",
        startup_timeout_ms: "ms",
        tool_timeout_sec: "seconds",
        enabled_tools: "tool names",
        disabled_tools: "tool names",
        default_tools_approval_mode: "string",
        tools: "table of approval modes",
        supports_parallel_tool_calls: "bool",
        name: "string",
      },
      disable: { key: "enabled", value: false, alone: false },
      placeholders: noPlaceholders,
    },
    plugin: plain,
  },
  pitfalls: [
    "`args`, `env` (even empty), `env_vars` or `cwd` beside `url` makes Codex refuse the whole config.toml.",
    "`bearer_token`, and `http_headers` or `bearer_token_env_var` beside `command`, do so as well.",
    "`headers` is ignored without a message and the token is lost: it is `http_headers`.",
    "`disabled` and `type` are ignored.",
    "Nothing is expanded: name variables with `env_vars`, `bearer_token_env_var` and `env_http_headers`.",
    "`mcpServers` in the TOML is ignored, and there is no ~/.codex/config.json.",
    "Old releases needed `experimental_use_rmcp_client` for URLs.",
  ],
};

export default client;
