/** An element with either text or elements in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: string | readonly Element[];
}

export function xmlOf(root: Element): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', ...linesOf(root)].join("\n");
}

function linesOf({ name, attributes, children = [] }: Element): readonly string[] {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedXml(String(value))}"`);
  const head = name + pairs.join("");
  if (children.length === 0) return [`<${head}/>`];
  if (typeof children === "string") return [`<${head}>${escapedXml(children)}</${name}>`];
  return [`<${head}>`, ...children.flatMap(linesOf).map((line) => `  ${line}`), `</${name}>`];
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A text as it stands in an element or an attribute. What XML 1.0 cannot hold is replaced, blanks are kept as they are. */
export function escapedXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"'\t\n\r]/g, (character) => entities[character] ?? `&#${character.charCodeAt(0)};`);
}
