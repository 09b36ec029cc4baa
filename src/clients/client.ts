import type { Syntax } from "../document/document.ts";
import type { OperatingSystem } from "../platform.ts";

/**
 * What one program does with its MCP configs, as plain data. One file per client in this folder; the facts come from the
 * client's own source or documentation and were checked by running it where it can be installed.
 */
export interface Client {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  /** 1: must be right. 2: common. 3: recorded. */
  readonly priority: 1 | 2 | 3;
  readonly status?: "superseded" | "renamed" | "archived";
  /** Where the facts come from. With `one-third-party` the client's files are linted and never rewritten. */
  readonly certainty: "source" | "docs" | "two-third-parties" | "one-third-party";
  /** Version or date the facts were checked against. */
  readonly checked?: string;
  /** Best first; the first is shown to users. */
  readonly references: readonly string[];
  readonly files: readonly ConfigFile[];
  readonly dialects: { readonly default: Dialect; readonly [variant: string]: Dialect };
  /** Traps worth telling a user, one sentence each. */
  readonly pitfalls?: readonly string[];
}

export type Scope =
  | "user"
  | "local"
  | "project"
  | "profile"
  | "workspace"
  | "plugin"
  | "agent"
  | "embedded"
  | "legacy"
  | "managed";

export interface ConfigFile {
  readonly scope: Scope;
  /** All where absent. */
  readonly os?: readonly OperatingSystem[];
  /**
   * Always with `/`. A pattern without a root (`.cursor/mcp.json`, `*.code-workspace`) is relative to a project and is
   * looked for in every folder of a repository. Otherwise it starts with `~/`, `/`, `C:/`, `%APPDATA%/`,
   * `${CODEX_HOME:-~/.codex}` (a variable that moves the file, with its default), `${VARIABLE}` (read only when set),
   * `<app-data>/` (where applications keep their settings: `%APPDATA%`, `~/Library/Application Support` or
   * `$XDG_CONFIG_HOME`), or `<vscode-user>/` (the User folder of every VS Code relative). `*` matches within one
   * segment. `expandPaths` in paths.ts gives the absolute paths.
   */
  readonly paths: readonly string[];
  readonly syntax: Syntax;
  /** Whether the client's own parser accepts them; a TOML or YAML file has no such question. */
  readonly comments: boolean;
  readonly trailingCommas: boolean;
  /** Where only one of the client's programs is known to refuse them: its name. */
  readonly strictProgram?: string;
  /** False where a byte order mark makes the client refuse the file. */
  readonly byteOrderMark?: false;
  /** Keys from the top to the servers; `*` stands for every key. Empty: the top level is the map itself. */
  readonly root: readonly string[];
  /** Name in `Client.dialects`; `default` where absent. */
  readonly dialect?: string;
  /** The file belongs to another client and is read as well. `rewrite` is then that of the owner. */
  readonly shared?: true;
  /** The servers may also stand at the top level, without the root key: everywhere, or in the folder of a plugin only. */
  readonly bare?: "everywhere" | "plugin";
  /** May a fix write here? `caution`: only when asked for all fixes. */
  readonly rewrite: "safe" | "caution" | "never";
  readonly note?: string;
}

/** A key of an entry; an array where it is nested (`["requestOptions", "headers"]`). */
export type Key = string | readonly string[];

/** How entries are spelled in one file format of a client. */
export interface Dialect {
  readonly container: "map" | "array";
  /** The key that holds the name, where the container is an array. */
  readonly nameKey?: string;
  /** Absent where the client reads no type. Where it has a key but its shapes have no `types`, no value is documented. */
  readonly typeKey?: Key;
  /** An entry that has `key` is spelled in another dialect of the same client. */
  readonly alternative?: { readonly key: string; readonly dialect: string };
  /** Absent where the client cannot do it. */
  readonly stdio?: StdioShape;
  readonly http?: UrlShape;
  readonly sse?: UrlShape;
  /** Where it is known to speak no HTTP+SSE at all; where `sse` alone is absent, nobody looked. */
  readonly noSse?: true;
  /** Further type values the client knows and that are none of these (`builtin`, `ws`, `registry`). */
  readonly otherTypes?: readonly string[];
  /** Are type values compared without regard to case? */
  readonly typeIgnoresCase?: true;
  /**
   * A URL and no type. Where `http` and `sse` have no URL key in common, the key tells them apart, and this is about the
   * key of `sse`.
   */
  readonly bareUrl: Effect;
  /** A command and a URL. */
  readonly commandAndUrl: Effect;
  /** A type without the key it wants: `http` beside a command alone. Where absent, the entry is refused. */
  readonly contraryType?: "by-keys";
  /** A URL entry of the right type with other stdio keys (`args`, `env`, `cwd`) left in it. */
  readonly leftoverStdioKeys: Effect | "tolerated";
  /** A type value the client does not know, or any value where it reads none. */
  readonly unknownType: Effect;
  /** A value of the wrong type, such as text for `args`, and an entry that is no object. */
  readonly malformed: Effect | "tolerated";
  /** An entry that is null, where that does more harm than other malformed ones. */
  readonly nullEntry?: Effect;
  /** False where the client finds no program or file by a path that is relative to the project. */
  readonly relativePaths?: false;
  /** False where the client cannot sign in at a server by OAuth, as a bridge can for it. */
  readonly oauth?: false;
  /** Keys beside those of the shapes that the client reads, `disable` included, with a word on each. */
  readonly otherKeys: Readonly<Record<string, string>>;
  /** The key that switches an entry off. Absent where no key of the entry can. */
  readonly disable?: Switch;
  /** Another key that does so as well. */
  readonly otherDisable?: Switch;
  readonly placeholders: Placeholders;
}

export interface Switch {
  readonly key: string;
  /** The value that switches off. */
  readonly value: boolean;
  /** False where an entry of nothing but this key is an error, unless the file lies above another one that it overrides. */
  readonly alone?: false;
}

/**
 * What the client does with an entry. `auto`: streamable HTTP, then SSE. `by-type`: as the type says, and stdio without
 * one. `by-keys`: as if no type stood there. `skipped`: left out, with or without a message. `entry-error`: this entry is
 * refused. `file-error`: every entry of the file is lost. `startup-error`: the client does not start.
 */
export type Effect =
  | "stdio"
  | "http"
  | "sse"
  | "auto"
  | "by-type"
  | "by-keys"
  | "skipped"
  | "entry-error"
  | "file-error"
  | "startup-error"
  | "unknown";

export interface StdioShape {
  /** The value to write; absent where the client has no type for it. */
  readonly type?: string;
  readonly typeRequired: boolean;
  /** All values that mean stdio, `type` included. */
  readonly types: readonly string[];
  readonly command: Key;
  /** `string`: the command alone. `array`: command and arguments in one list. `either`: both are read; write a string. */
  readonly commandForm: "string" | "array" | "either";
  readonly args?: Key;
  readonly env?: Key;
  readonly cwd?: Key;
  /** Further keys that only mean something here, with a word on each. */
  readonly otherKeys: Readonly<Record<string, string>>;
  /** Keys that make such an entry malformed. */
  readonly refusedKeys?: readonly string[];
}

export interface UrlShape {
  readonly type?: string;
  readonly typeRequired: boolean;
  readonly types: readonly string[];
  /** The key to write first, then the others that are read. */
  readonly urls: readonly [Key, ...Key[]];
  readonly headers?: Key;
  /** Key that names the variable with a bearer token. */
  readonly bearerTokenVariable?: Key;
  /** Key of a map from header to variable name. */
  readonly headerVariables?: Key;
  readonly otherKeys: Readonly<Record<string, string>>;
  readonly refusedKeys?: readonly string[];
}

export interface Placeholders {
  /**
   * Spellings with `VAR` as the name: `${VAR}`, `${env:VAR}`, `{env:VAR}`; others stand as they are: `${workspaceFolder}`.
   * Empty: none is expanded.
   */
  readonly syntaxes: readonly string[];
  /** Where they work: keys of an entry in the words of the model (`command`, `args`, `env`, `cwd`, `url`, `headers`), or `file`. */
  readonly fields: readonly ("command" | "args" | "env" | "cwd" | "url" | "headers" | "file")[];
  /** Further spellings that only one of the client's programs knows, and the name of the one that does not. */
  readonly inPart?: { readonly syntaxes: readonly string[]; readonly deafProgram: string };
  /** What an unset variable becomes. */
  readonly unset?: "literal" | "empty" | "entry-error" | "file-error";
  /** False where nothing reliable is known. */
  readonly known: boolean;
}

/** A key as a path. */
export function keyPath(key: Key): readonly string[] {
  return typeof key === "string" ? [key] : key;
}
