import type { Client } from "./client.ts";
import { everyField, http, stdio, typed } from "./dialects.ts";
import { commentedJson, strictJson, type Format } from "./formats.ts";

const settings: Format = { ...commentedJson, byteOrderMark: false };

const client: Client = {
  id: "gemini-cli",
  name: "Gemini CLI",
  vendor: "Google",
  priority: 1,
  certainty: "source",
  checked: "0.61.0",
  references: ["https://geminicli.com/docs/tools/mcp-server/", "npm @google/gemini-cli@0.61.0"],
  files: [
    {
      scope: "user",
      paths: ["${GEMINI_CLI_HOME:-~}/.gemini/settings.json"],
      ...settings,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    { scope: "project", paths: [".gemini/settings.json"], ...settings, root: ["mcpServers"], rewrite: "safe" },
    {
      scope: "managed",
      os: ["linux"],
      paths: [
        "${GEMINI_CLI_SYSTEM_SETTINGS_PATH:-/etc/gemini-cli/settings.json}",
        "${GEMINI_CLI_SYSTEM_DEFAULTS_PATH:-/etc/gemini-cli/system-defaults.json}",
      ],
      ...settings,
      root: ["mcpServers"],
      rewrite: "never",
    },
    {
      scope: "managed",
      os: ["macos"],
      paths: ["${GEMINI_CLI_SYSTEM_SETTINGS_PATH:-/Library/Application Support/GeminiCli/settings.json}"],
      ...settings,
      root: ["mcpServers"],
      rewrite: "never",
    },
    {
      scope: "managed",
      os: ["windows"],
      paths: ["${GEMINI_CLI_SYSTEM_SETTINGS_PATH:-C:/ProgramData/gemini-cli/settings.json}"],
      ...settings,
      root: ["mcpServers"],
      rewrite: "never",
    },
    {
      scope: "plugin",
      paths: ["${GEMINI_CLI_HOME:-~}/.gemini/extensions/*/gemini-extension.json", "gemini-extension.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, cwd: "cwd" },
      http: {
        ...http,
        typeRequired: false,
        urls: ["url", "httpUrl"],
        otherKeys: {
          oauth: "object",
          authProviderType: "string",
          targetAudience: "string",
          targetServiceAccount: "string",
        },
      },
      bareUrl: "http",
      commandAndUrl: "http",
      contraryType: "by-keys",
      leftoverStdioKeys: "tolerated",
      unknownType: "by-keys",
      malformed: "tolerated",
      nullEntry: "startup-error",
      otherKeys: {
        timeout: "ms",
        trust: "bool",
        description: "string",
        includeTools: "tool names",
        excludeTools: "tool names",
        tcp: "WebSocket address, legacy",
      },
      placeholders: {
        syntaxes: ["$VAR", "${VAR}", "${VAR:-default}"],
        fields: everyField,
        unset: "literal",
        known: true,
      },
    },
  },
  pitfalls: [
    "A trailing comma, a byte order mark or an empty settings.json keeps Gemini CLI from starting; comments are fine.",
    "A `url` without `type` was SSE in older releases; the documentation still says so.",
    "`serverUrl` and `httpUrl` beside `url` are mistakes.",
    "A literal `$` in a header is expanded.",
    "In an untrusted folder the servers of the user are off as well.",
    "`%VAR%` is expanded in `env` on Windows.",
  ],
};

export default client;
