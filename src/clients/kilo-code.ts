import type { Client } from "./client.ts";
import { openCode, roo, stdio, streamableHttp } from "./dialects.ts";
import { jsonc, strictJson, type Format } from "./formats.ts";

const legacy: Format = { ...strictJson, byteOrderMark: false };

const client: Client = {
  id: "kilo-code",
  name: "Kilo Code",
  vendor: "Kilo",
  priority: 1,
  certainty: "source",
  checked: "7.7.9",
  references: ["https://kilo.ai/docs/automate/mcp/using-in-kilo-code", "npm @kilocode/cli@7.7.9"],
  files: [
    {
      scope: "user",
      paths: [
        "${KILO_CONFIG}",
        "${KILO_CONFIG_DIR:-~/.config/kilo}/kilo.json",
        "${KILO_CONFIG_DIR:-~/.config/kilo}/kilo.jsonc",
        "${KILO_CONFIG_DIR:-~/.config/kilo}/config.json",
        "${KILO_CONFIG_DIR:-~/.config/kilo}/opencode.json",
        "${KILO_CONFIG_DIR:-~/.config/kilo}/opencode.jsonc",
      ],
      ...jsonc,
      root: ["mcp"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: ["kilo.json", "kilo.jsonc", ".kilo/kilo.json", ".kilo/kilo.jsonc"],
      ...jsonc,
      root: ["mcp"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: ["opencode.json", "opencode.jsonc"],
      ...jsonc,
      root: ["mcp"],
      shared: true,
      rewrite: "safe",
    },
    {
      scope: "legacy",
      paths: [
        ".kilocode/mcp.json",
        ".kilo/mcp.json",
        "<vscode-user>/globalStorage/kilocode.kilo-code/settings/mcp_settings.json",
      ],
      ...legacy,
      root: ["mcpServers"],
      dialect: "roo-style",
      rewrite: "safe",
      note: "Still read.",
    },
    {
      scope: "legacy",
      paths: ["~/.kilocode/cli/global/settings/mcp_settings.json"],
      ...legacy,
      root: ["mcpServers"],
      dialect: "roo-style",
      rewrite: "safe",
      note: "Of the CLI before 7.",
    },
    {
      scope: "managed",
      paths: ["/etc/kilo/kilo.json", "/Library/Application Support/kilo/kilo.json", "C:/ProgramData/kilo/kilo.json"],
      ...jsonc,
      root: ["mcp"],
      rewrite: "never",
    },
  ],
  dialects: {
    default: {
      ...openCode,
      bareUrl: "file-error",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "file-error",
      malformed: "file-error",
      otherKeys: { ...openCode.otherKeys, env: "other name of `environment`" },
    },
    /**
     * Converted on reading: `local` where there is a command, and `remote` for either type of URL. Kilo 7 expands nothing in
     * it; earlier releases did as Roo Code does.
     */
    "roo-style": {
      ...roo,
      stdio,
      placeholders: { syntaxes: [], fields: [], known: false },
      http: { ...streamableHttp, types: ["streamable-http", "sse"] },
      bareUrl: "skipped",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "by-keys",
      malformed: "tolerated",
    },
  },
  pitfalls: [
    "Kilo 7 went from the format of Roo Code to that of OpenCode; one repository can hold both.",
    "One wrong entry, such as `type: http`, and the whole file is refused.",
    "`mcp.servers`, where newer releases of OpenCode look, is such a wrong entry here.",
  ],
};

export default client;
