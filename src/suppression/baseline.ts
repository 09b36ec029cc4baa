import { nodeAt, plainOf, type Document } from "../document/document.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import type { Redactor } from "../report/redact.ts";
import type { Supporting, Suppressor } from "./suppression.ts";

/** A finding of old; by fingerprint, and with what people need to know it again. */
export interface KnownFinding {
  readonly fingerprint: string;
  readonly rule: string;
  /** From the root of the run. */
  readonly file: string;
  readonly server?: string;
  readonly message: string;
}

/** What a baseline says; undefined where it is none. */
export function findingsOf({ root }: Document): readonly KnownFinding[] | undefined {
  const map = nodeAt(root, ["findings"]);
  if (map?.kind !== "object") return undefined;
  return map.members.map(({ key, value }) => {
    const plain = plainOf(value) as Partial<Omit<KnownFinding, "fingerprint">>;
    const { rule = "", file = "", server, message = "" } = plain;
    return { fingerprint: key, rule, file, ...(server !== undefined && { server }), message };
  });
}

/** What the baseline accepts. */
export function suppressorsOf(
  { document }: Supporting,
  wasAsked: (rule: string, file: string) => boolean,
): readonly Suppressor[] {
  return (findingsOf(document) ?? []).map(({ fingerprint, rule, file }) => {
    const path = ["findings", fingerprint];
    return {
      kind: "baseline",
      rules: [rule],
      place: { document, path, span: nodeAt(document.root, path)!.span },
      covers: (found) => found.fingerprint === fingerprint,
      wasAsked: () => wasAsked(rule, file),
      without: () => [{ op: "remove", file: document.file, path }],
    };
  });
}

/** As it is kept in a baseline; `nameOf`: what its file is called wherever the program was started. */
export function knownFinding(
  { fingerprint, rule, server, message, locations }: Diagnostic,
  nameOf: (source: Diagnostic["locations"][0]["source"]) => string,
): KnownFinding {
  return {
    fingerprint,
    rule,
    file: nameOf(locations[0].source),
    ...(server !== undefined && { server }),
    message,
  };
}

/** One line for each finding, in the order of files and rules: what two people add seldom collides. Without secrets. */
export function baselineText(findings: readonly KnownFinding[], redactor: Pick<Redactor, "redact">): string {
  const redacted = (_: string, value: unknown): unknown => (typeof value === "string" ? redactor.redact(value) : value);
  const lines = findings
    .toSorted((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint))
    .map(({ fingerprint, ...finding }) => `    ${JSON.stringify(fingerprint)}: ${JSON.stringify(finding, redacted)}`);
  const map = lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
  return `{\n  "version": 1,\n  "findings": ${map}\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
