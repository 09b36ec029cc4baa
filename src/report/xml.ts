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
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const head = name + pairs.join("");
  if (children.length === 0) return [`<${head}/>`];
  if (typeof children === "string") return [`<${head}>${escaped(children)}</${name}>`];
  return [`<${head}>`, ...children.flatMap(linesOf).map((line) => `  ${line}`), `</${name}>`];
}

/** What XML 1.0 cannot hold is replaced, what it would read as markup or as blanks is escaped. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
