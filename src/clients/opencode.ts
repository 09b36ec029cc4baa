import type { Client, Dialect } from "./client.ts";
import { openCode } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const userFiles = [
  "${OPENCODE_CONFIG}",
  "${OPENCODE_CONFIG_DIR}/opencode.json",
  "${OPENCODE_CONFIG_DIR}/opencode.jsonc",
  "${XDG_CONFIG_HOME:-~/.config}/opencode/opencode.json",
  "${XDG_CONFIG_HOME:-~/.config}/opencode/opencode.jsonc",
  "${XDG_CONFIG_HOME:-~/.config}/opencode/config.json",
];

const projectFiles = ["opencode.json", "opencode.jsonc", ".opencode/opencode.json", ".opencode/opencode.jsonc"];

const map: Dialect = {
  ...openCode,
  bareUrl: "startup-error",
  commandAndUrl: "by-type",
  leftoverStdioKeys: "tolerated",
  unknownType: "startup-error",
  malformed: "startup-error",
};

const client: Client = {
  id: "opencode",
  name: "OpenCode",
  vendor: "Anomaly",
  priority: 1,
  certainty: "source",
  checked: "1.18.33",
  references: ["https://opencode.ai/docs/mcp-servers/", "npm opencode-ai@1.18.33"],
  files: [
    {
      scope: "user",
      paths: userFiles,
      ...jsonc,
      root: ["mcp"],
      rewrite: "safe",
      note: "All that exist are merged.",
    },
    {
      scope: "project",
      paths: projectFiles,
      ...jsonc,
      root: ["mcp"],
      rewrite: "safe",
      note: "Looked for in every folder above as well.",
    },
    { scope: "user", paths: userFiles, ...jsonc, root: ["mcp", "servers"], dialect: "v2", rewrite: "safe" },
    { scope: "project", paths: projectFiles, ...jsonc, root: ["mcp", "servers"], dialect: "v2", rewrite: "safe" },
    {
      scope: "managed",
      paths: [
        "/etc/opencode/opencode.json",
        "/Library/Application Support/opencode/opencode.json",
        "C:/ProgramData/opencode/opencode.json",
      ],
      ...jsonc,
      root: ["mcp"],
      rewrite: "never",
    },
  ],
  dialects: {
    default: {
      ...map,
      otherKeys: { ...map.otherKeys, disabled: "bool" },
      otherDisable: { key: "disabled", value: true },
    },
    /** Newer: one level deeper, and `disabled` instead of `enabled`. */
    v2: {
      ...map,
      otherKeys: { disabled: "bool", timeout: "object", codemode: "object", protocol: "string" },
      disable: { key: "disabled", value: true },
    },
  },
  pitfalls: [
    "One wrong entry, such as `type: http` or no type, and the program does not start.",
    "`mcpServers` as root key is ignored without a message.",
    "The command is one list, and the variables are called `environment`.",
    "An entry that is only `{enabled: false}` switches off a server of another file.",
    "Tool filters name a tool `<server>_<tool>`.",
    "A server with fixed headers wants `oauth: false`.",
  ],
};

export default client;
