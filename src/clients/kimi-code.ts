import type { Client } from "./client.ts";
import { http, noPlaceholders, sse, stdio, typed } from "./dialects.ts";
import { strictJson, type Format } from "./formats.ts";

const format: Format = { ...strictJson, byteOrderMark: false };

const client: Client = {
  id: "kimi-code",
  name: "Kimi Code CLI",
  vendor: "Moonshot AI",
  priority: 2,
  certainty: "source",
  checked: "2.1.0",
  references: ["npm @moonshot-ai/kimi-code@2.1.0"],
  files: [
    {
      scope: "user",
      paths: ["${KIMI_CODE_HOME:-~/.kimi-code}/mcp.json"],
      ...format,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".mcp.json"],
      ...format,
      root: ["mcpServers"],
      shared: true,
      rewrite: "safe",
      note: "In the git root.",
    },
    {
      scope: "project",
      paths: [".kimi-code/mcp.json"],
      ...format,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "In the working directory only.",
    },
    {
      scope: "legacy",
      paths: ["~/.kimi/mcp.json"],
      ...format,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "Of the older kimi-cli.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      typeKey: "transport",
      stdio: { ...stdio, cwd: "cwd", otherKeys: { executor: "local or kaos", runtime_id: "string" } },
      http: { ...http, typeRequired: false, bearerTokenVariable: "bearerTokenEnvVar", otherKeys: { auth: "`oauth`" } },
      sse: { ...sse, bearerTokenVariable: "bearerTokenEnvVar", otherKeys: { auth: "`oauth`" } },
      bareUrl: "http",
      commandAndUrl: "stdio",
      leftoverStdioKeys: "tolerated",
      unknownType: "file-error",
      malformed: "file-error",
      otherKeys: {
        enabled: "bool",
        deferred: "bool",
        startupTimeoutMs: "ms",
        toolTimeoutMs: "ms",
        enabledTools: "tool names",
        disabledTools: "tool names",
      },
      disable: { key: "enabled", value: false, alone: false },
      placeholders: noPlaceholders,
    },
  },
  pitfalls: [
    "One wrong entry in any of its files switches every server off.",
    "A placeholder in the `url` of a shared .mcp.json is such a wrong entry.",
    "The type stands under `transport`; `type` is ignored.",
  ],
};

export default client;
