import type { Client, Dialect } from "./client.ts";
import { everyField, http, stdio, untypedStdio, untypedUrl } from "./dialects.ts";
import { commentedJson, strictJson } from "./formats.ts";

/** What settings.json and .mcp.json have in common. */
const settings: Dialect = {
  container: "map",
  http: { ...untypedUrl, urls: ["httpUrl"], otherKeys: { oauth: "object" } },
  sse: { ...untypedUrl, otherKeys: { oauth: "object" } },
  bareUrl: "sse",
  commandAndUrl: "http",
  leftoverStdioKeys: "tolerated",
  unknownType: "by-keys",
  malformed: "tolerated",
  otherKeys: {
    timeout: "ms",
    discoveryTimeoutMs: "ms",
    trust: "bool",
    description: "string",
    includeTools: "tool names",
    excludeTools: "tool names",
    versionNegotiation: "string",
  },
  placeholders: { syntaxes: ["$VAR", "${VAR}"], fields: everyField, unset: "literal", known: true },
};

const client: Client = {
  id: "qwen-code",
  name: "Qwen Code",
  vendor: "Alibaba",
  priority: 1,
  certainty: "source",
  checked: "0.24.4",
  references: ["npm @qwen-code/qwen-code@0.24.4"],
  files: [
    {
      scope: "user",
      paths: ["${QWEN_HOME:-~/.qwen}/settings.json"],
      ...commentedJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".qwen/settings.json"],
      ...commentedJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Waits for approval.",
    },
    {
      scope: "project",
      paths: [".mcp.json"],
      ...commentedJson,
      byteOrderMark: false,
      root: ["mcpServers"],
      dialect: "claude-style",
      shared: true,
      rewrite: "safe",
      note: "Waits for approval.",
    },
    {
      scope: "managed",
      paths: [
        "/etc/qwen-code/settings.json",
        "/Library/Application Support/QwenCode/settings.json",
        "C:/ProgramData/qwen-code/settings.json",
        "${QWEN_CODE_SYSTEM_SETTINGS_PATH}",
        "${QWEN_CODE_SYSTEM_DEFAULTS_PATH}",
      ],
      ...commentedJson,
      root: ["mcpServers"],
      rewrite: "never",
    },
    {
      scope: "plugin",
      paths: ["${QWEN_HOME:-~/.qwen}/extensions/*/qwen-extension.json", "qwen-extension.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
    },
  ],
  dialects: {
    default: { ...settings, stdio: { ...untypedStdio, cwd: "cwd" }, nullEntry: "startup-error" },
    "claude-style": {
      ...settings,
      typeKey: "type",
      stdio: { ...stdio, cwd: "cwd" },
      http: { ...http, urls: ["url", "httpUrl"], otherKeys: { oauth: "object" } },
      sse: { ...untypedUrl, type: "sse", types: ["sse"], otherKeys: { oauth: "object" } },
    },
  },
  pitfalls: [
    "A trailing comma in settings.json keeps Qwen Code from starting; comments are fine.",
    "Streamable HTTP is `httpUrl` in settings.json: `{type: http, url}` connects as SSE there.",
    "The opposite of the current Gemini CLI, which Qwen Code was forked from.",
    "A `url` in .mcp.json without `type: http` connects as SSE.",
  ],
};

export default client;
