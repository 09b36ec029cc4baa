import { memberOf, nodeAt, type Document, type Span } from "../document/document.ts";
import type { ServerEntry } from "../model/entry.ts";

/** Where an entry stands: one span, or one for each piece where TOML writes it in several. */
export function entrySpans({ document, path, node }: Pick<ServerEntry, "document" | "path" | "node">): readonly Span[] {
  if (document.syntax !== "toml") return [node.span];
  const member = memberOf(nodeAt(document.root, path.slice(0, -1)), String(path.at(-1)));
  const spans = member?.parts ?? [member?.span ?? node.span];
  return joined(
    spans.map((span) => withComment(document, span)),
    document,
  );
}

/** Pieces with nothing but blanks between them are one, blanks included. */
function joined(spans: readonly Span[], { text }: Document): readonly Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (last && text.slice(last.end, span.start).trim() === "") found[found.length - 1] = { ...last, end: span.end };
    else found.push(span);
  }
  return found;
}

/** With the comment behind the last line of a table, which is as much a part of it as those between its lines. */
function withComment({ text }: Document, { start, end }: Span): Span {
  const comment = /[ \t]*#[^\r\n]*/y;
  comment.lastIndex = end;
  return { start, end: comment.test(text) ? comment.lastIndex : end };
}

/** An entry as it is written, byte for byte. */
export function entryText(entry: ServerEntry): readonly string[] {
  return entrySpans(entry).map(({ start, end }) => entry.document.text.slice(start, end));
}
