import type { Client, Dialect, UrlShape } from "./client.ts";
import { everyField, http, sse, stdio, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const nestedUrl: UrlShape = {
  typeRequired: false,
  types: [],
  urls: [["transport", "url"]],
  headers: ["transport", "headers"],
  otherKeys: {},
};

/** Whatever the spelling of the transport. */
const shared = {
  bareUrl: "sse",
  commandAndUrl: "by-type",
  leftoverStdioKeys: "tolerated",
  unknownType: "file-error",
  malformed: "file-error",
  otherKeys: {
    disabled: "bool",
    timeout: "seconds",
    autoApprove: "tool names",
    remoteConfigured: "bool, set by an administrator",
    metadata: "object",
    transportType: "older name of `type`",
    oauth: "object",
    oauthClient: "{clientId, clientSecret}",
  },
  disable: { key: "disabled", value: true },
  placeholders: { syntaxes: ["${env:VAR}"], fields: everyField, known: true },
} satisfies Partial<Dialect>;

const client: Client = {
  id: "cline",
  name: "Cline",
  vendor: "Cline Bot",
  priority: 1,
  certainty: "source",
  checked: "extension 4.1.13, CLI 3.0.65",
  references: ["https://github.com/cline/cline", "npm cline@3.0.65"],
  files: [
    {
      scope: "user",
      paths: [
        "${CLINE_MCP_SETTINGS_PATH}",
        "${CLINE_DATA_DIR}/settings/cline_mcp_settings.json",
        "${CLINE_DIR:-~/.cline}/data/settings/cline_mcp_settings.json",
      ],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Of VS Code, JetBrains and the CLI.",
    },
    {
      scope: "legacy",
      paths: [
        "<vscode-user>/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
        "~/Documents/Cline/MCP/cline_mcp_settings.json",
      ],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "Moved once and not read afterwards.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      ...shared,
      alternative: { key: "transport", dialect: "nested-transport" },
      stdio: { ...stdio, cwd: "cwd" },
      http: { ...http, type: "streamableHttp", types: ["streamableHttp"] },
      sse: { ...sse, typeRequired: false },
    },
    /** What the CLI writes: the same keys below `transport`, in single entries of the same file. */
    "nested-transport": {
      ...typed,
      ...shared,
      typeKey: ["transport", "type"],
      stdio: {
        ...stdio,
        command: ["transport", "command"],
        args: ["transport", "args"],
        env: ["transport", "env"],
        cwd: ["transport", "cwd"],
      },
      http: { ...nestedUrl, type: "streamableHttp", typeRequired: true, types: ["streamableHttp"] },
      sse: { ...nestedUrl, type: "sse", types: ["sse"] },
    },
  },
  pitfalls: [
    "`type: http` or `streamable-http` makes the CLI refuse the whole file: it is `streamableHttp`.",
    "A `url` without a type is SSE.",
    "~/.cline/mcp.json is not read, whatever the documentation says.",
    "Cline turns `npx mcp-remote URL` into a URL entry by itself.",
  ],
};

export default client;
