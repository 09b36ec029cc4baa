import { configSchemaUrl } from "../about.ts";
import type { Source } from "../discover/source.ts";
import { memberOf, nodeAt, type Document, type Path } from "../document/document.ts";
import { parserFor } from "../document/parse.ts";
import { applyOps } from "../edit/apply.ts";
import { lowererFor } from "../edit/lower.ts";
import type { DocumentOp } from "../edit/op.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import type { ConfigPlace } from "../config/find.ts";
import type { Change } from "../fix/outcome.ts";
import { groupBy } from "../model/group.ts";
import { fileWord, lineWord } from "./comments.ts";

/** How findings are accepted. */
export interface Acceptance {
  readonly changes: readonly Change[];
  readonly byComment: number;
  readonly byConfig: number;
}

interface Target {
  readonly reason: string;
  /** The config that takes what no comment can; made where it is not there. */
  readonly config: ConfigPlace & { readonly document?: Document };
  /** What a file is called wherever the program was started. */
  readonly nameOf: (source: Source) => string;
  readonly refuses: (file: string) => boolean;
}

/** Accepts findings: by comments where all readers of a file take them, else by entries of the config. */
export async function accept(findings: readonly Diagnostic[], target: Target): Promise<Acceptance> {
  const changes: Change[] = [];
  const named: Diagnostic[] = [];
  const byFile = groupBy(findings, ({ locations: [{ document }] }) => document);
  for (const [document, found] of byFile) {
    const { source } = found[0].locations[0];
    if (!takesComments(source, document) || target.refuses(document.file)) {
      named.push(...found);
      continue;
    }
    const { after, left } = await withComments(document, found, target.reason);
    named.push(...left);
    if (after !== document) changes.push({ file: document.file, before: document, after });
  }
  const config = named.length > 0 ? [await withIgnores(named, target)] : [];
  return {
    changes: [...changes, ...config],
    byComment: findings.length - named.length,
    byConfig: named.length,
  };
}

/** A comment in a file that one client reads strictly would keep that client from reading it, if none does so already. */
function takesComments({ readers, generated }: Source, { comments }: Document): boolean {
  if (readers.length === 0 || generated || readers.some(({ file }) => file.rewrite === "never")) return false;
  return readers.every(({ file }) => file.comments || (file.shared === true && comments.length > 0));
}

/** One comment for all that is found at one place; what cannot be commented on is left. */
async function withComments(
  document: Document,
  findings: readonly Diagnostic[],
  reason: string,
): Promise<{ readonly after: Document; readonly left: readonly Diagnostic[] }> {
  const [parse, lower] = await Promise.all([parserFor(document.syntax), lowererFor(document.syntax)]);
  const left: Diagnostic[] = [];
  let after = document;
  // From the end on: a comment moves what is below it.
  const places = groupBy(findings, ({ locations: [{ path }] }) => JSON.stringify(path));
  for (const here of [...places.values()].reverse()) {
    const { path } = here[0].locations[0];
    const rules = [...new Set(here.map(({ rule }) => rule))].sort().join(", ");
    const word = path.length === 0 ? fileWord : lineWord;
    const text = `${word} ${rules} -- ${reason.replaceAll(/\s+/g, " ")}`;
    const op: DocumentOp = { op: "comment", file: document.file, path, text };
    const edited = applyOps(after, [op], parse, lower);
    if ("failed" in edited) left.push(...here);
    else after = edited.document;
  }
  return { after, left };
}

async function withIgnores(findings: readonly Diagnostic[], { config, reason, nameOf }: Target): Promise<Change> {
  const [parse, lower] = await Promise.all([parserFor("jsonc"), lowererFor("jsonc")]);
  const before = config.document;
  const start = before ?? parse(config.file, `{\n  "$schema": ${JSON.stringify(configSchemaUrl)}\n}\n`);
  const list: Path = [...config.path, "ignores"];
  const known = nodeAt(start.root, list);
  const entries = new Map(
    findings.map(({ rule, server, locations: [{ source }] }) => {
      const entry = { rule, file: nameOf(source), ...(server !== undefined && { server }), reason };
      return [JSON.stringify(entry), entry] as const;
    }),
  );
  const count = known?.kind === "array" ? known.items.length : 0;
  const ops: DocumentOp[] = [
    ...(memberOf(nodeAt(start.root, config.path), "ignores") ? [] : [insertOf(list, [])]),
    ...[...entries.values()].map((entry, index) => insertOf([...list, count + index], entry)),
  ];
  const edited = applyOps(start, ops, parse, lower);
  if ("failed" in edited) throw new Error(`The config cannot take the entries: ${edited.why}`);
  return { file: config.file, before, after: edited.document };

  function insertOf(path: Path, value: Extract<DocumentOp, { op: "insert" }>["value"]): DocumentOp {
    return { op: "insert", file: config.file, path, value };
  }
}
