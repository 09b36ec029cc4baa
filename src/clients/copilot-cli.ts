import type { Client } from "./client.ts";
import { http, sse, stdio, typed } from "./dialects.ts";
import { frontMatter, jsonc, strictJson } from "./formats.ts";

/** Read on every URL entry. */
const remoteKeys = {
  auth: "object",
  oauthClientId: "string",
  oauthScopes: "strings",
  oauthPublicClient: "bool",
  oauthGrantType: "string",
  oidc: "bool or object",
  filterMapping: "object",
  excludeTools: "tool names",
  headersRefreshTtlMs: "ms",
};

const client: Client = {
  id: "copilot-cli",
  name: "GitHub Copilot CLI",
  vendor: "GitHub",
  priority: 1,
  certainty: "source",
  checked: "1.0.102",
  references: ["https://docs.github.com/copilot", "npm @github/copilot@1.0.102"],
  files: [
    {
      scope: "user",
      paths: ["${COPILOT_HOME:-~/.copilot}/mcp-config.json"],
      ...jsonc,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".mcp.json"],
      ...strictJson,
      byteOrderMark: false,
      root: ["mcpServers"],
      shared: true,
      bare: "everywhere",
      rewrite: "safe",
      note: "Read from the working directory up to the git root, nearest first.",
    },
    {
      scope: "project",
      paths: [".github/mcp.json"],
      ...strictJson,
      byteOrderMark: false,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Ignored in a folder that also has .mcp.json.",
    },
    { scope: "agent", paths: [".github/agents/*.md"], ...frontMatter, root: ["mcp-servers"], rewrite: "caution" },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: {
        ...stdio,
        type: "local",
        types: ["local", "stdio"],
        cwd: "cwd",
        otherKeys: { deferTools: "bool", disableToolCache: "bool", slowConnectionThresholdMs: "ms" },
      },
      http: { ...http, typeRequired: false, types: ["http", "streamable-http"], otherKeys: remoteKeys },
      sse: { ...sse, otherKeys: remoteKeys },
      bareUrl: "http",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "skipped",
      malformed: "skipped",
      otherKeys: { tools: "tool names, all where absent", timeout: "ms" },
      placeholders: {
        syntaxes: ["$VAR", "${VAR}", "${VAR:-default}"],
        fields: ["env", "headers"],
        known: true,
      },
    },
  },
  pitfalls: [
    "Entries with `httpUrl` or `serverUrl` vanish without a message.",
    "A `url` that is no literal, valid URL is rejected.",
    "`disabled: true` in an entry has no effect: the server runs.",
    ".vscode/mcp.json is no longer read since 1.0.22.",
    "Project files need a trusted folder; otherwise the list is empty without a message.",
    ".mcp.json is strict JSON, the user file may have comments.",
  ],
};

export default client;
