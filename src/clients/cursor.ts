import type { Client } from "./client.ts";
import { http, sse, stdio, typed } from "./dialects.ts";
import { jsonc } from "./formats.ts";

/** Read on every URL entry. */
const remoteKeys = {
  auth: "{CLIENT_ID, CLIENT_SECRET, scopes}",
  tls: "{caBundle}",
  placement: "server or client",
  enabledTools: "tool names",
};

const client: Client = {
  id: "cursor",
  name: "Cursor",
  vendor: "Anysphere",
  priority: 1,
  certainty: "source",
  checked: "@cursor/sdk 1.0.32",
  references: ["https://cursor.com/docs/mcp", "npm @cursor/sdk@1.0.32"],
  files: [
    { scope: "user", paths: ["~/.cursor/mcp.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".cursor/mcp.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    { scope: "plugin", paths: [".cursor-plugin/plugin.json"], ...jsonc, root: ["mcpServers"], rewrite: "caution" },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, cwd: "cwd", otherKeys: { envFile: "path, read by the IDE only" } },
      http: { ...http, typeRequired: false, otherKeys: remoteKeys },
      sse: { ...sse, typeRequired: false, otherKeys: remoteKeys },
      bareUrl: "auto",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "file-error",
      malformed: "file-error",
      placeholders: {
        syntaxes: [
          "${env:VAR}",
          "${userHome}",
          "${workspaceFolder}",
          "${workspaceFolderBasename}",
          "${pathSeparator}",
          "${/}",
        ],
        fields: ["command", "args", "env", "url", "headers"],
        inPart: { syntaxes: ["${VAR}"], deafProgram: "Cursor's editor" },
        known: true,
      },
    },
  },
  pitfalls: [
    "Any type but `stdio`, `http` and `sse` makes the CLI and the SDK drop every server of the file.",
    "A value of the wrong type, such as `env: []`, does so as well.",
    "A `command` left beside a `url` without a type keeps the old stdio server.",
    "The CLI also expands `${VAR}`, but only `${env:VAR}` works in every Cursor product.",
    "Cloud Agents support neither SSE nor mcp-remote.",
  ],
};

export default client;
