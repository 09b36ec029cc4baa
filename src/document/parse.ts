import type { Document, Syntax } from "./document.ts";
import * as json from "./json.ts";

/** Parses bytes or text into a document. Never throws, whatever the bytes. */
export type Parser = (file: string, content: Uint8Array | string) => Document;

/** The parser of a syntax; all but that of JSON are loaded on first use: most runs never meet YAML. */
export async function parserFor(syntax: Syntax): Promise<Parser> {
  switch (syntax) {
    case "json":
    case "jsonc":
      return json.parserOf(syntax);
    case "json5":
      return (await import("./json5.ts")).parse;
    case "toml":
      return (await import("./toml.ts")).parse;
    case "yaml":
      return (await import("./yaml.ts")).parse;
    case "markdown":
      return (await import("./markdown.ts")).parse;
  }
}
