import type { Client } from "./client.ts";
import { http, sse, stdio, typed } from "./dialects.ts";
import { jsonc, strictJson } from "./formats.ts";

/** Read on every URL entry. */
const remoteKeys = { oauth: "object", headersHelper: "command", qoder_url: "set by the vendor" };

const client: Client = {
  id: "qoder",
  name: "Qoder CLI",
  vendor: "Qoder",
  priority: 2,
  certainty: "source",
  checked: "1.1.52",
  references: ["npm @qoder-ai/qodercli@1.1.52"],
  files: [
    { scope: "user", paths: ["~/.qoder/settings.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".qoder/settings.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    { scope: "local", paths: [".qoder/settings.local.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".mcp.json"], ...strictJson, root: ["mcpServers"], shared: true, rewrite: "safe" },
    {
      scope: "user",
      paths: ["~/.qoder/mcp.json", "%APPDATA%/Qoder/SharedClientCache/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "Of the Qoder IDE, as third parties have it.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, cwd: "cwd" },
      http: {
        ...http,
        typeRequired: false,
        types: ["http", "streamable-http"],
        urls: ["url", "httpUrl"],
        otherKeys: remoteKeys,
      },
      sse: { ...sse, otherKeys: remoteKeys },
      otherTypes: ["ws"],
      bareUrl: "http",
      commandAndUrl: "http",
      leftoverStdioKeys: "tolerated",
      otherKeys: {
        disabled: "bool",
        timeout: "ms",
        trust: "bool",
        description: "string",
        includeTools: "tool names",
        excludeTools: "tool names",
      },
      disable: { key: "disabled", value: true },
      placeholders: { syntaxes: ["${VAR}"], fields: ["command", "args", "env", "url", "headers"], known: true },
    },
  },
  pitfalls: [
    "Forked from Gemini CLI, but a `url` without `type` has always been streamable HTTP.",
    "Entries with `qoder_url` are managed by the vendor.",
  ],
};

export default client;
