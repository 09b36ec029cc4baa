import { nearest } from "../discover/suggestion.ts";
import { lineStarts, nodeAt, positionAt, type Comment, type Document, type Path } from "../document/document.ts";
import type { Diagnostic, Location } from "../engine/diagnostic.ts";
import { isEditable } from "../model/broken.ts";
import type { ModelledDocument } from "../model/entry.ts";
import type { IdleSuppression, Suppressor } from "./suppression.ts";

export const lineWord = "mcp-lint-ignore";
export const fileWord = "mcp-lint-ignore-file";

/** Whether a comment speaks to us. */
export function isDirective({ text }: Comment): boolean {
  return text.startsWith(lineWord);
}

/** What comments of a document accept, and what is wrong with others. */
export function suppressorsIn(
  { document }: Pick<ModelledDocument, "document">,
  knownRules: readonly string[],
  wasAsked: (rule: string, document: Document) => boolean,
): { readonly suppressors: readonly Suppressor[]; readonly idle: readonly IdleSuppression[] } {
  const suppressors: Suppressor[] = [];
  const idle: IdleSuppression[] = [];
  for (const comment of document.comments.filter(isDirective)) {
    const place = { document, path: comment.owner, span: comment.span };
    const directive = parseDirective(comment.text);
    if (!directive) {
      const detail = `write \`${lineWord} RULE -- REASON\`, or \`${fileWord}\` for the whole file`;
      idle.push({ why: "malformed", kind: "comment", place, detail });
      continue;
    }
    const { word, rules, reason } = directive;
    const unknown = rules.find((rule) => !knownRules.includes(rule));
    if (unknown !== undefined) {
      const meant = nearest(unknown, knownRules);
      const hint = meant === undefined ? "`mcp-lint rules` lists all" : `did you mean \`${meant}\`?`;
      idle.push({ why: "unknown-rule", kind: "comment", place, detail: unknown, hint });
      continue;
    }
    suppressors.push({
      kind: "comment",
      reason,
      rules,
      place,
      covers: ({ rule, locations }: Diagnostic) =>
        rules.includes(rule) &&
        locations.some((at) => at.document === document && (word === fileWord || isBeside(comment, at))),
      wasAsked: (rule) => wasAsked(rule, document),
      without: (unused) => {
        if (!isEditable(document)) return undefined;
        const left = rules.filter((rule) => !unused.includes(rule));
        const to = left.length === 0 ? {} : { to: `${word} ${left.join(", ")} -- ${reason}` };
        return [{ op: "recomment", file: document.file, path: comment.owner, from: comment.text, ...to }];
      },
    });
  }
  return { suppressors, idle };
}

interface Directive {
  readonly word: string;
  readonly rules: readonly string[];
  readonly reason: string;
}

function parseDirective(text: string): Directive | undefined {
  const [, word, names, reason] = /^(\S+)\s+([^\s,][^,]*?(?:\s*,\s*[^\s,]+)*)\s+--\s+(\S[^]*)$/.exec(text) ?? [];
  if ((word !== lineWord && word !== fileWord) || names === undefined || reason === undefined) return undefined;
  const rules = names.split(/\s*,\s*/);
  return rules.some((rule) => /\s/.test(rule)) ? undefined : { word, rules, reason };
}

/**
 * Whether a place is what a comment is written beside: the line that the comment is on or the one below, or all of the
 * server, list or value that it belongs to.
 */
function isBeside(comment: Comment, { document, path, span }: Location): boolean {
  const line = (offset: number): number => positionAt(document, offset).line;
  const at = line(span.start);
  if (at === line(comment.span.start) || at === nextLineOf(comment, document)) return true;
  return isAttached(comment, document) && startsWith(path, comment.owner);
}

/** The first line below that holds more than comments. */
function nextLineOf(comment: Comment, document: Document): number {
  const starts = lineStarts(document);
  let end = comment.span.end;
  let line = positionAt(document, end).line;
  for (;;) {
    const start = starts[line];
    if (start === undefined) return line;
    const next = document.comments.find(
      ({ span }) => span.start >= end && document.text.slice(start, span.start).trim() === "" && span.start >= start,
    );
    const lineEnd = starts[line + 1] ?? document.text.length;
    if (!next || next.span.start >= lineEnd) return line + 1;
    end = next.span.end;
    line = positionAt(document, end).line;
  }
}

/** A comment that stands alone between others belongs to what holds it, and means none of that in particular. */
function isAttached({ owner, span }: Comment, document: Document): boolean {
  if (owner.length === 0) return false;
  const node = nodeAt(document.root, owner);
  if (!node) return false;
  const isInside = node.span.start < span.start && span.end <= node.span.end;
  return !isInside || positionAt(document, node.span.start).line === positionAt(document, span.start).line;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => path[index] === step);
}
