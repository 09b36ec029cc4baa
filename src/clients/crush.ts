import type { Client } from "./client.ts";
import { http, sse, stdio, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const oauthKeys = {
  oauth: "bool",
  oauth_client_id: "string",
  oauth_client_secret: "string",
  oauth_callback_port: "number",
};

const client: Client = {
  id: "crush",
  name: "Crush",
  vendor: "Charm",
  priority: 1,
  certainty: "source",
  checked: "August 2026",
  references: ["https://github.com/charmbracelet/crush/tree/main/internal/config"],
  files: [
    {
      scope: "user",
      os: ["linux", "macos"],
      paths: ["${CRUSH_GLOBAL_CONFIG:-~/.config/crush}/crush.json"],
      ...strictJson,
      root: ["mcp"],
      rewrite: "safe",
    },
    {
      scope: "user",
      os: ["windows"],
      paths: ["${CRUSH_GLOBAL_CONFIG:-%LOCALAPPDATA%/crush}/crush.json"],
      ...strictJson,
      root: ["mcp"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: ["crush.json", ".crush.json"],
      ...strictJson,
      root: ["mcp"],
      rewrite: "safe",
      note: "Looked for up to the git root.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, typeRequired: true },
      http: { ...http, otherKeys: oauthKeys },
      sse: { ...sse, otherKeys: oauthKeys },
      bareUrl: "entry-error",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "entry-error",
      otherKeys: { disabled: "bool", timeout: "seconds", enabled_tools: "tool names", disabled_tools: "tool names" },
      disable: { key: "disabled", value: true },
      placeholders: {
        syntaxes: ["$VAR", "${VAR}", "${VAR:-default}", "$(command)"],
        fields: ["command", "args", "env", "url", "headers"],
        unset: "entry-error",
        known: true,
      },
    },
  },
  pitfalls: [
    "Every entry needs a type.",
    "A literal `$` in a header is expanded, and a header that expands to nothing is left out.",
    "The shell scripts crushrc and .crushrc override the JSON.",
  ],
};

export default client;
