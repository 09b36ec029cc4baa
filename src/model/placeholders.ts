/** A piece of a string that something replaces before it is used, or that a person was meant to. */
export interface Placeholder {
  /**
   * How it is written, with `VAR` for what it names: `${VAR}`, `${env:VAR}`, `{env:VAR}`. The words of
   * `Placeholders.syntaxes` in the clients table.
   */
  readonly spelling: Spelling;
  /** What stands for `VAR`. */
  readonly name: string;
  /** What counts when the variable is unset. */
  readonly fallback?: string;
  /** Offsets into the text, half-open. */
  readonly start: number;
  readonly end: number;
}

export type Spelling =
  | "${VAR}"
  | "${VAR:-default}"
  | "${VAR:default}"
  | "${env:VAR}"
  | "${env:VAR:-default}"
  | "${input:VAR}"
  | "$input:VAR"
  | "${file:VAR}"
  | "${cmd:VAR}"
  | "${config:VAR}"
  | "${command:VAR}"
  | "${{ VAR }}"
  | "{{ VAR }}"
  | "{env:VAR}"
  | "{file:VAR}"
  | "{VAR}"
  | "$VAR"
  | "$(command)"
  | "%VAR%"
  | "<VAR>"
  | "op://VAR";

/** Whether a text needs a closer look: most hold nothing of what placeholders are made of. */
export function mayRefer(text: string): boolean {
  return /[$%{<]|op:\/\//.test(text);
}

/** Every placeholder of a text, in order, none inside another. */
export function placeholdersOf(text: string): readonly Placeholder[] {
  if (!mayRefer(text)) return [];
  const closings = closingsOf(text);
  const found: Placeholder[] = [];
  for (let at = 0; at < text.length;) {
    const placeholder = placeholderAt(text, at, closings);
    if (placeholder) found.push(placeholder);
    at = placeholder?.end ?? at + 1;
  }
  return found;
}

/** Stands for every character of a placeholder; no grammar gives it a meaning. */
export const mask = "\uE000";

/** The text, as long as before, with every placeholder made of `mask`: a `:` or `@` left in it is the text's own. */
export function maskPlaceholders(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of placeholdersOf(text)) {
    pieces.push(text.slice(at, start), mask.repeat(end - start));
    at = end;
  }
  return pieces.join("") + text.slice(at);
}

/** The end of what each opening brace or parenthesis opens. Found once, so that `${${${…` costs no more than its length. */
function closingsOf(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "{" || character === "(") open.push(at);
    else if (character === "}" || character === ")") {
      const opening = open.at(-1);
      if (opening === undefined || text[opening] !== (character === "}" ? "{" : "(")) continue;
      open.pop();
      closings.set(opening, at + 1);
    }
  }
  return closings;
}

function placeholderAt(text: string, start: number, closings: ReadonlyMap<number, number>): Placeholder | undefined {
  switch (text[start]) {
    case "$":
      return dollarAt(text, start, closings);
    case "{":
      return braceAt(text, start, closings);
    case "%":
      return match(text, start, /%([A-Za-z_][A-Za-z0-9_()]*)%/y, "%VAR%");
    case "<":
      return match(text, start, /<([A-Za-z][\w .:|-]{0,63})>/y, "<VAR>");
    case "o":
      return /\w/.test(text[start - 1] ?? "") ? undefined : match(text, start, /op:\/\/([^\s"']+)/y, "op://VAR");
    default:
      return undefined;
  }
}

const prefixed: Readonly<Record<string, Spelling>> = {
  env: "${env:VAR}",
  input: "${input:VAR}",
  file: "${file:VAR}",
  cmd: "${cmd:VAR}",
  config: "${config:VAR}",
  command: "${command:VAR}",
};

function dollarAt(text: string, start: number, closings: ReadonlyMap<number, number>): Placeholder | undefined {
  const end = closings.get(start + 1);
  if (end === undefined) {
    const asked = match(text, start, /\$input:([A-Za-z_][\w-]*)/y, "$input:VAR");
    return asked ?? match(text, start, /\$([A-Za-z_]\w*)/y, "$VAR");
  }
  const inner = text.slice(start + 2, end - 1);
  if (text[start + 1] === "(") return { spelling: "$(command)", name: inner, start, end };
  if (text[start + 2] === "{" && closings.get(start + 2) === end - 1) {
    return { spelling: "${{ VAR }}", name: inner.slice(1, -1).trim(), start, end };
  }
  const parts = /^([^:]*):(-?)([^]*)$/.exec(inner);
  if (!parts) return { spelling: "${VAR}", name: inner, start, end };
  const [, head = "", dash, tail = ""] = parts;
  const spelling = Object.hasOwn(prefixed, head) ? prefixed[head] : undefined;
  if (spelling === "${env:VAR}" && tail.includes(":-")) {
    const at = tail.indexOf(":-");
    return { spelling: "${env:VAR:-default}", name: tail.slice(0, at), fallback: tail.slice(at + 2), start, end };
  }
  if (spelling && !dash) return { spelling, name: tail.trim(), start, end };
  return { spelling: dash ? "${VAR:-default}" : "${VAR:default}", name: head, fallback: tail, start, end };
}

function braceAt(text: string, start: number, closings: ReadonlyMap<number, number>): Placeholder | undefined {
  const end = closings.get(start);
  if (end === undefined) return undefined;
  const inner = text.slice(start + 1, end - 1);
  if (text[start + 1] === "{" && closings.get(start + 1) === end - 1) {
    return { spelling: "{{ VAR }}", name: inner.slice(1, -1).trim(), start, end };
  }
  const [, kind, name] = /^(env|file):(.+)$/.exec(inner) ?? [];
  if (name !== undefined) return { spelling: kind === "env" ? "{env:VAR}" : "{file:VAR}", name, start, end };
  return /^[A-Za-z_][\w.-]*$/.test(inner) ? { spelling: "{VAR}", name: inner, start, end } : undefined;
}

function match(text: string, start: number, pattern: RegExp, spelling: Spelling): Placeholder | undefined {
  pattern.lastIndex = start;
  const [all, name] = pattern.exec(text) ?? [];
  return all === undefined ? undefined : { spelling, name: name ?? "", start, end: start + all.length };
}
