import type { Client, UrlShape } from "./client.ts";
import { everyField, http, stdio, typed, untypedUrl } from "./dialects.ts";
import { jsonc, yaml } from "./formats.ts";

/** A URL entry in YAML. */
const remote: UrlShape = {
  ...untypedUrl,
  headers: ["requestOptions", "headers"],
  otherKeys: { apiKey: "string", requestOptions: "object" },
};

/** A URL entry in the old config.json. */
const nestedRemote: UrlShape = {
  typeRequired: true,
  types: [],
  urls: [["transport", "url"]],
  headers: ["transport", "requestOptions", "headers"],
  otherKeys: {},
};

const client: Client = {
  id: "continue",
  name: "Continue",
  vendor: "Continue",
  priority: 1,
  certainty: "source",
  checked: "cn 1.5.47",
  references: ["https://docs.continue.dev/customize/deep-dives/mcp", "npm @continuedev/cli@1.5.47"],
  files: [
    {
      scope: "user",
      paths: [
        "${CONTINUE_GLOBAL_DIR:-~/.continue}/config.yaml",
        "${CONTINUE_GLOBAL_DIR:-~/.continue}/mcpServers/*.yaml",
      ],
      ...yaml,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".continue/mcpServers/*.yaml"],
      ...yaml,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Needs `name`, `version` and `schema` at the top.",
    },
    {
      scope: "user",
      paths: ["${CONTINUE_GLOBAL_DIR:-~/.continue}/mcpServers/*.json"],
      ...jsonc,
      root: ["mcpServers"],
      dialect: "json-claude-style",
      rewrite: "safe",
      note: "May also hold a `projects` object, or one server without a root key.",
    },
    {
      scope: "project",
      paths: [".continue/mcpServers/*.json"],
      ...jsonc,
      root: ["mcpServers"],
      dialect: "json-claude-style",
      rewrite: "safe",
    },
    {
      scope: "legacy",
      paths: ["${CONTINUE_GLOBAL_DIR:-~/.continue}/config.json"],
      ...jsonc,
      root: ["experimental", "modelContextProtocolServers"],
      dialect: "legacy-json",
      rewrite: "caution",
    },
  ],
  dialects: {
    default: {
      container: "array",
      nameKey: "name",
      typeKey: "type",
      stdio: { ...stdio, cwd: "cwd" },
      http: { ...remote, type: "streamable-http", types: ["streamable-http"] },
      sse: { ...remote, type: "sse", types: ["sse"] },
      bareUrl: "auto",
      commandAndUrl: "stdio",
      leftoverStdioKeys: "unknown",
      unknownType: "file-error",
      malformed: "file-error",
      otherKeys: { connectionTimeout: "ms", faviconUrl: "string" },
      placeholders: { syntaxes: ["${{ secrets.VAR }}", "${{ inputs.VAR }}"], fields: everyField, known: true },
    },
    /** The map of Claude Code, in JSON files dropped into the folder. */
    "json-claude-style": {
      ...typed,
      http: { ...http, typeRequired: false },
      bareUrl: "auto",
      commandAndUrl: "stdio",
      unknownType: "file-error",
      malformed: "file-error",
      placeholders: { syntaxes: ["${VAR}"], fields: ["env"], known: true },
    },
    "legacy-json": {
      ...typed,
      container: "array",
      nameKey: "name",
      typeKey: ["transport", "type"],
      stdio: {
        ...stdio,
        typeRequired: true,
        command: ["transport", "command"],
        args: ["transport", "args"],
        env: ["transport", "env"],
      },
      http: { ...nestedRemote, type: "streamable-http", types: ["streamable-http"] },
      sse: { ...nestedRemote, type: "sse", types: ["sse"] },
    },
  },
  pitfalls: [
    "YAML files hold a list, the JSON files beside them a map.",
    "In YAML headers belong under `requestOptions.headers`; `headers` in the entry is not read.",
    "One wrong entry makes Continue refuse the whole file.",
  ],
};

export default client;
