import { memberOf, type Document, type Node, type Path, type ScalarNode, type Span } from "../document/document.ts";
import type { Confidence } from "../engine/diagnostic.ts";
import { oncePer, oncePerText } from "../once-per.ts";
import { isSecretName } from "./names.ts";
import { secretsInText, type Hit } from "./scan.ts";

/** Where it stands. `url`: in a string that is a URL and none of the others. `text`: anywhere else. */
export type SecretKind = "env" | "header" | "argument" | "url" | "text";

export interface Secret {
  /** Decoded. Never to be shown. */
  readonly value: string;
  /** Of the string it stands in; that of the owner where it stands in a comment; empty in a file that cannot be read. */
  readonly path: Path;
  /** Of the secret alone, without `Bearer` or `--token=`; of the whole string where its spelling hides the place. */
  readonly span: Span;
  readonly kind: SecretKind;
  /** The variable, header, option or parameter that holds it. */
  readonly name?: string;
  /** Whose format it has. */
  readonly provider?: string;
  /** `low`: worth hiding, not worth reporting. */
  readonly confidence: Confidence;
}

/** Every secret written out in a document, in the order of the text. Placeholders and stand-ins are none. */
export const secretsIn: (document: Document) => readonly Secret[] = oncePer(detect);

/** What the surroundings say about a node. Its path is only put together where a secret is found. */
interface Context {
  readonly node: Node;
  readonly above?: Context;
  readonly step?: string | number;
  readonly kind: SecretKind;
  readonly name?: string | undefined;
}

function pathOf(context: Context): Path {
  const path: (string | number)[] = [];
  for (let at: Context | undefined = context; at?.step !== undefined; at = at.above) path.push(at.step);
  return path.reverse();
}

function detect(document: Document): readonly Secret[] {
  const { text, root, comments, problems } = document;
  const secrets = new Map<number, Secret>();
  const add = (secret: Secret): void => {
    if (!secrets.has(secret.span.start)) secrets.set(secret.span.start, secret);
  };
  const addText = (start: number, end: number, path: Path): void => {
    const piece = text.slice(start, end);
    for (const hit of secretsInText(piece)) {
      const span = { start: start + hit.start, end: start + hit.end };
      add(secretOf(hit, piece, { path, kind: "text" }, span));
    }
  };

  if (root) walk(root, document, add);
  for (const { span, owner } of comments) addText(span.start, span.end, owner);
  // What the parser lost may be anywhere.
  if (!root || problems.some(({ code }) => code !== "comment" && code !== "trailing-comma"))
    addText(0, text.length, []);
  return [...secrets.values()].sort((a, b) => a.span.start - b.span.start);
}

/** Each node once, although YAML aliases share them; with a stack of its own, because files nest as deep as they like. */
function walk(root: Node, document: Document, add: (secret: Secret) => void): void {
  const seen = new Set<Node>();
  const open: Context[] = [];
  const visit = (context: Context): void => {
    if (context.node.kind === "scalar") scalarSecrets(context.node, context, document, add);
    else open.push(context);
  };
  visit({ node: root, kind: "text" });
  for (let context = open.pop(); context; context = open.pop()) {
    const { node } = context;
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "object") {
      const kind = kindBelow(context);
      const pairName = pairNameOf(node);
      for (const { key, value } of node.members) {
        const name = pairName !== undefined && key === "value" ? pairName : key;
        visit({ node: value, above: context, step: key, kind, name: isSecretName(name) ? name : undefined });
      }
    } else if (node.kind === "array") {
      const inherited = context.kind === "text" ? "argument" : context.kind;
      for (const [index, item] of node.items.entries()) {
        const name = optionBefore(node.items, index) ?? context.name;
        const kind = item.kind === "scalar" ? inherited : context.kind;
        visit({ node: item, above: context, step: index, kind, name });
      }
    }
  }
}

/** The kind of what stands in a map of this name. */
function kindBelow(context: Context): SecretKind {
  let named: Context | undefined = context;
  while (typeof named?.step === "number") named = named.above;
  return kindOfMap(String(named?.step ?? "")) ?? context.kind;
}

const kindOfMap = oncePerText((key): SecretKind | undefined => {
  if (/headers?$/i.test(key)) return "header";
  return /^(?:envs?|environment|env_?vars?|environment_?variables)$/i.test(key) ? "env" : undefined;
});

/** `{ "name": "X-API-Key", "value": "…" }` */
function pairNameOf(node: Node & { readonly kind: "object" }): string | undefined {
  if (!memberOf(node, "value")) return undefined;
  const name = node.members.find(({ key }) => /^(?:name|key)$/i.test(key))?.value;
  return name?.kind === "scalar" && typeof name.value === "string" ? name.value : undefined;
}

/** The option that an argument is the value of, where it should be a secret: `--api-key`, `-k`. */
function optionBefore(items: readonly Node[], index: number): string | undefined {
  const before = items[index - 1];
  const item = items[index];
  if (before?.kind !== "scalar" || typeof before.value !== "string" || item?.kind !== "scalar") return undefined;
  if (typeof item.value === "string" && item.value.startsWith("-")) return undefined;
  if (!before.value.startsWith("-")) return undefined;
  const [, option] = /^--?([A-Za-z][\w-]{0,63})$/.exec(before.value) ?? [];
  return option !== undefined && (option === "k" || isSecretName(option)) ? option : undefined;
}

function scalarSecrets(node: ScalarNode, context: Context, document: Document, add: (secret: Secret) => void): void {
  if (node.value === null || typeof node.value === "boolean") return;
  const value = String(node.value);
  const hits = secretsInText(value, context.name);
  if (hits.length === 0) return;
  const kind = context.kind === "text" && /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? "url" : context.kind;
  for (const hit of hits) {
    // `-k` is also the `--insecure` of some programs; then an ordinary argument follows.
    if (context.name === "k" && hit.confidence !== "high") continue;
    add(secretOf(hit, value, { path: pathOf(context), kind }, spanOf(hit, value, node, document)));
  }
}

function secretOf(hit: Hit, text: string, { path, kind }: Pick<Secret, "path" | "kind">, span: Span): Secret {
  const { start, end, ...known } = hit;
  return { value: text.slice(start, end), path, span, kind, ...known };
}

/** Where a piece of a decoded value stands in the text; the whole string where escapes hide it. */
function spanOf({ start, end }: Hit, value: string, { span }: ScalarNode, { text }: Document): Span {
  const raw = text.slice(span.start, span.end);
  const piece = value.slice(start, end);
  const [spelling, offset] = raw.includes(value)
    ? [piece, raw.indexOf(value) + start]
    : [JSON.stringify(piece).slice(1, -1), raw.indexOf(JSON.stringify(piece).slice(1, -1))];
  if (offset !== -1) return { start: span.start + offset, end: span.start + offset + spelling.length };
  const quote = /^(?:"""|'''|["'])/.exec(raw)?.[0].length ?? 0;
  return { start: span.start + quote, end: Math.max(span.start + quote, span.end - quote) };
}
