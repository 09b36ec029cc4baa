import type { Comment, Document, Path, Span } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import type { TextEdit } from "./op.ts";
import { isAllOfParent, isSamePath, leadingNames, nameAt, separatorOf } from "./toml-layout.ts";
import type { Entry, Layout, Place } from "./toml-layout.ts";
import { outOfList } from "./toml-list.ts";
import { commentsWithin, rawOf } from "./lines.ts";
import { merged } from "./text-edits.ts";
import { indentOn, lineAt, linesBefore, startsLine, withoutLines } from "./toml-lines.ts";

/** What is written in place of some pieces. */
export interface Rewriting {
  /** The headers and entries in question. */
  readonly kept: readonly Span[];
  readonly edits: readonly TextEdit[];
}

/** Takes the pieces of a place away, with the comments that go, but for those that are rewritten. */
export function withoutPieces(
  document: Document,
  { sections, entries, list }: Place,
  goes: (comment: Comment) => boolean,
  rewriting?: Rewriting,
): readonly TextEdit[] | Refusal {
  const goesAway = (span: Span): boolean => !rewriting?.kept.includes(span);
  const below = sections.flatMap(({ header, entries }) => [header!, ...entries.map(({ span }) => span)]);
  const doomed = entries.filter(({ span }) => goesAway(span));
  const rest = list
    ? outOfList(document, list, new Set(doomed), goes)
    : withoutLines(document, [...doomed.map(({ span }) => span), ...below.filter(goesAway)], goes);
  return "refused" in rest ? rest : merged([...(rewriting?.edits ?? []), ...rest]);
}

/** An entry with its keys up to a depth of its path and another value. */
export function shortened(document: Document, entry: Entry, depth: number, value: string): Rewriting | Refusal {
  const lifted = liftedComments(document, entry);
  if ("refused" in lifted) return lifted;
  const { end: start } = nameAt(entry, depth - 1).span;
  const { end } = entry.span;
  return { kept: [entry.span], edits: [...lifted, { start, end, text: separatorOf(document, entry) + value }] };
}

/** Moves the comments inside of a value above its line. */
export function liftedComments(document: Document, { span, value }: Entry): TextEdit[] | Refusal {
  const comments = commentsWithin(document, value.span);
  if (comments.length === 0) return [];
  if (!startsLine(document, span.start)) {
    return { refused: "Comments stand inside of the old value, on a line with other values" };
  }
  const line = lineAt(document, span.start);
  const indent = indentOn(document, line);
  return [
    linesBefore(
      document,
      line,
      comments.map((comment) => indent + rawOf(document, comment)),
    ),
  ];
}

/** Lines in place of the first header, by which the table becomes one key with this value; undefined where they cannot. */
export function headerAsEntry(
  document: Document,
  layout: Layout,
  place: Place,
  path: Path,
  value: string,
): string | undefined {
  const section = place.sections[0]!;
  const parent = path.slice(0, -1);
  const { start, end } = nameAt(section, parent.length).span;
  const entry = `${document.text.slice(start, end)} = ${value}`;
  if (isSamePath(layout[layout.indexOf(section) - 1]!.path, parent)) return entry;
  if (!isAllOfParent(layout, place, path)) return undefined;
  return `[${leadingNames(document, section, parent.length)}]${document.style.eol}${entry}`;
}
