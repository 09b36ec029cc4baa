import { applyPatch, formatPatch, structuredPatch, FILE_HEADERS_ONLY, type StructuredPatch } from "diff";
import { lineStarts, type Document, type Span } from "../document/document.ts";
import { mask, type Redactor } from "./redact.ts";
import type { Style } from "./style.ts";
import { visible } from "./visible.ts";

/** A file before and after; undefined where there is none. */
export interface FileVersions {
  /** With `/`, as the patch is to name it. */
  readonly name: string;
  readonly before: Document | undefined;
  readonly after: Document | undefined;
}

/** A patch for `git apply`, to the byte. It may hold secrets: see `holdsSecret`. */
export function rawDiff(versions: FileVersions): string {
  return formatPatch(patchOf(versions), FILE_HEADERS_ONLY);
}

/** The same for people: secrets masked, nothing that a terminal would obey. */
export function shownDiff(versions: FileVersions, redactor: Redactor, style: Style): string {
  const { oldFileName, newFileName, hunks } = patchOf(versions);
  const before = maskedLines(versions.before, redactor);
  const after = maskedLines(versions.after, redactor);
  const lines = hunks.flatMap((hunk) => {
    const { oldStart, oldLines, newStart, newLines } = hunk;
    let [old, now] = [oldStart - 1, newStart - 1];
    return [
      style.frame(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
      ...hunk.lines.map((line) => {
        if (line.startsWith("-")) return style.error(`-${before[old++] ?? ""}`);
        if (line.startsWith("+")) return style.success(`+${after[now++] ?? ""}`);
        if (line.startsWith("\\")) return line;
        old++;
        return ` ${after[now++] ?? ""}`;
      }),
    ];
  });
  const head = [`--- ${oldFileName}`, `+++ ${newFileName}`].map((line) => style.bold(visible(redactor.redact(line))));
  return [...head, ...lines].join("\n");
}

/** Whether the raw patch would show a secret, in a changed line or beside one. */
export function holdsSecret(versions: FileVersions, redactor: Redactor): boolean {
  const { before, after } = versions;
  return patchOf(versions).hunks.some(
    ({ oldStart, oldLines, newStart, newLines }) =>
      isMasked(before, oldStart, oldLines, redactor) || isMasked(after, newStart, newLines, redactor),
  );
}

function isMasked(document: Document | undefined, line: number, count: number, redactor: Redactor): boolean {
  if (!document) return false;
  const starts = lineStarts(document);
  const from = starts[line - 1] ?? 0;
  const to = starts[line - 1 + count] ?? document.text.length;
  return redactor.masksOf(document).some(({ start, end }) => start < to && end > from);
}

/** `current` with what leads from `base` to `other`; undefined where both changed the same lines. */
export function mergedText(base: string, other: string, current: string): string | undefined {
  const merged = applyPatch(current, differences("", "", base, other), { autoConvertLineEndings: false });
  return merged === false ? undefined : merged;
}

/** Lines that differ, above which nobody looks for the shortest patch: that takes time with their square. */
const longestSearch = 4000;

function patchOf({ name, before, after }: FileVersions): StructuredPatch {
  const [from, to] = [before ? `a/${name}` : "/dev/null", after ? `b/${name}` : "/dev/null"];
  return differences(from, to, contentOf(before), contentOf(after));
}

function differences(from: string, to: string, before: string, after: string): StructuredPatch {
  const options = { context: 3, maxEditLength: longestSearch };
  return (
    structuredPatch(from, to, before, after, undefined, undefined, options) ?? replacement(from, to, before, after)
  );
}

/** A patch that takes all lines away and puts all new ones in. */
function replacement(oldFileName: string, newFileName: string, before: string, after: string): StructuredPatch {
  const side = (text: string, sign: "-" | "+"): readonly string[] => [
    ...linesOf(text).map((line) => sign + line),
    ...(text === "" || text.endsWith("\n") ? [] : ["\\ No newline at end of file"]),
  ];
  const [oldLines, newLines] = [linesOf(before).length, linesOf(after).length];
  const hunk = {
    oldStart: Math.min(oldLines, 1),
    oldLines,
    newStart: Math.min(newLines, 1),
    newLines,
    lines: [...side(before, "-"), ...side(after, "+")],
  };
  return { oldFileName, newFileName, oldHeader: undefined, newHeader: undefined, hunks: [hunk] };
}

function contentOf(document: Document | undefined): string {
  return document === undefined ? "" : (document.style.bom ? "\uFEFF" : "") + document.text;
}

/** Without the line feeds; a carriage return before one is part of the line, as in patches. */
function linesOf(text = ""): readonly string[] {
  const lines = text.split("\n");
  return text === "" || text.endsWith("\n") ? lines.slice(0, -1) : lines;
}

function maskedLines(document: Document | undefined, redactor: Redactor): readonly string[] {
  if (!document) return [];
  const masks = redactor.masksOf(document);
  let next = 0;
  let start = 0;
  return linesOf(document.text).map((line) => {
    const end = start + line.length;
    while (next < masks.length && masks[next]!.end <= start) next++;
    const within: Span[] = [];
    for (let i = next; i < masks.length && masks[i]!.start < end; i++) within.push(masks[i]!);
    const shown = within.length === 0 ? line : masked(line, start, within);
    start = end + 1;
    return visible(shown.replace(/\r$/, "").replaceAll("\t", "    "));
  });
}

/** `start`: where the line begins in its document. */
function masked(line: string, start: number, masks: readonly Span[]): string {
  let shown = "";
  let at = 0;
  for (const span of masks) {
    shown += line.slice(at, Math.max(at, span.start - start)) + mask;
    at = Math.min(line.length, span.end - start);
  }
  return shown + line.slice(at);
}
