import type { Parser } from "./parse.ts";
import { parserWith } from "./reading.ts";
import { readYaml } from "./yaml.ts";

/** The YAML front matter of a Markdown file. A file without one is no mistake: it has no root and no problem. */
export const parse: Parser = parserWith("markdown", (text) => {
  const end = endOfFrontMatter(text);
  // The opening line stays in: to YAML it is the start of a document, and so all offsets are those of the file.
  return end === undefined ? { root: undefined, comments: [], problems: [] } : readYaml(text.slice(0, end));
});

function endOfFrontMatter(text: string): number | undefined {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (!opening) return undefined;
  const closing = /^(?:---|\.\.\.)[ \t]*\r?$/gm;
  closing.lastIndex = opening[0].length;
  return closing.exec(text)?.index;
}
