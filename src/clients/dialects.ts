import type { Dialect, Placeholders, StdioShape, UrlShape } from "./client.ts";

/**
 * What clients share: shapes first, then the families of dialects. A client spreads one and overrides what it does in
 * its own way; what only one client does stands in that client's file.
 */

/** Nothing reliable is known. */
export const unknownPlaceholders: Placeholders = { syntaxes: [], fields: [], known: false };

/** The client expands none. */
export const noPlaceholders: Placeholders = { syntaxes: [], fields: [], known: true };

/** Every field an entry can have. */
export const everyField: Placeholders["fields"] = ["command", "args", "env", "cwd", "url", "headers"];

/** `command`, `args`, `env`. */
export const untypedStdio: StdioShape = {
  typeRequired: false,
  types: [],
  command: "command",
  commandForm: "string",
  args: "args",
  env: "env",
  otherKeys: {},
};

/** The same with `type: stdio`, which may be left out. */
export const stdio: StdioShape = { ...untypedStdio, type: "stdio", types: ["stdio"] };

/** `url`, `headers`. */
export const untypedUrl: UrlShape = {
  typeRequired: false,
  types: [],
  urls: ["url"],
  headers: "headers",
  otherKeys: {},
};

/** The same with `type: http`, which must be there. */
export const http: UrlShape = { ...untypedUrl, type: "http", typeRequired: true, types: ["http"] };

/** The same with `type: streamable-http`, which must be there. */
export const streamableHttp: UrlShape = {
  ...untypedUrl,
  type: "streamable-http",
  typeRequired: true,
  types: ["streamable-http"],
};

/** The same with `type: sse`, which must be there. */
export const sse: UrlShape = { ...untypedUrl, type: "sse", typeRequired: true, types: ["sse"] };

/** The map everybody copied from Claude Desktop: `command` or `url`, and nothing sure beyond. */
export const plain: Dialect = {
  container: "map",
  typeKey: "type",
  stdio: untypedStdio,
  http: untypedUrl,
  bareUrl: "unknown",
  commandAndUrl: "unknown",
  leftoverStdioKeys: "unknown",
  unknownType: "unknown",
  malformed: "unknown",
  otherKeys: {},
  placeholders: unknownPlaceholders,
};

/** The plain map with the three type values of the protocol; a URL needs its type. */
export const typed: Dialect = { ...plain, stdio, http, sse };

/** `servers` of VS Code and its relatives, where the type may be left out. */
export const vscode: Dialect = {
  ...typed,
  http: { ...http, typeRequired: false },
  bareUrl: "http",
};

/** Roo Code and what was forked from it. */
export const roo: Dialect = {
  ...typed,
  stdio: { ...stdio, cwd: "cwd" },
  http: streamableHttp,
  bareUrl: "entry-error",
  commandAndUrl: "entry-error",
  leftoverStdioKeys: "entry-error",
  unknownType: "entry-error",
  malformed: "entry-error",
  otherKeys: {
    disabled: "bool",
    timeout: "seconds, 1 to 3600",
    alwaysAllow: "tool names",
    watchPaths: "paths",
    disabledTools: "tool names",
  },
  disable: { key: "disabled", value: true },
  placeholders: { syntaxes: ["${env:VAR}", "${workspaceFolder}"], fields: everyField, known: true },
};

/** Streamable HTTP first, then SSE. */
const remote: UrlShape = {
  ...untypedUrl,
  type: "remote",
  typeRequired: true,
  types: ["remote"],
  otherKeys: { oauth: "object or false" },
};

/** OpenCode and what was forked from it: `local` and `remote`, one list for command and arguments. */
export const openCode: Dialect = {
  container: "map",
  typeKey: "type",
  stdio: {
    type: "local",
    typeRequired: true,
    types: ["local"],
    command: "command",
    commandForm: "array",
    env: "environment",
    cwd: "cwd",
    otherKeys: {},
  },
  http: remote,
  sse: remote,
  bareUrl: "unknown",
  commandAndUrl: "unknown",
  leftoverStdioKeys: "unknown",
  unknownType: "unknown",
  malformed: "unknown",
  otherKeys: { enabled: "bool", timeout: "ms" },
  disable: { key: "enabled", value: false },
  placeholders: { syntaxes: ["{env:VAR}", "{file:VAR}"], fields: ["file"], unset: "empty", known: true },
};
