import { parseTOML, type AST } from "toml-eslint-parser";

/**
 * The tree of a TOML text, with ranges into it.
 *
 * @throws ParseError at the first mistake.
 */
export function tomlTreeOf(text: string, tomlVersion: "1.0" | "1.1"): AST.TOMLProgram {
  // Of a lone 0 that ends the text the library gives an empty range.
  return parseTOML(text.endsWith("0") ? `${text}\n` : text, { tomlVersion });
}
