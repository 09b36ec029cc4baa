import type { ConfigFile } from "./client.ts";

/** What a client's own parser accepts; spread into a `ConfigFile`. */
export type Format = Pick<ConfigFile, "syntax" | "comments" | "trailingCommas" | "byteOrderMark">;

/** JSON and nothing else. */
export const strictJson: Format = { syntax: "json", comments: false, trailingCommas: false };

/** JSON with comments, but no trailing commas. */
export const commentedJson: Format = { syntax: "jsonc", comments: true, trailingCommas: false };

/** JSON with comments and trailing commas. */
export const jsonc: Format = { syntax: "jsonc", comments: true, trailingCommas: true };

export const json5: Format = { syntax: "json5", comments: true, trailingCommas: true };

export const toml: Format = { syntax: "toml", comments: true, trailingCommas: false };

export const yaml: Format = { syntax: "yaml", comments: true, trailingCommas: false };

/** YAML front matter of a Markdown file. */
export const frontMatter: Format = { syntax: "markdown", comments: true, trailingCommas: false };
