import type { Word } from "./launch.ts";
import { partOf } from "./words.ts";

export type Shell = "posix" | "cmd" | "powershell";

/** No shell of Windows takes a longer line; what is longer is a script, not the start of a server. */
const longestLine = 8192;

/** How a shell quotes. The escape works everywhere but in `'`; an operator outside of quotes ends a simple command. */
interface Grammar {
  readonly quotes: string;
  readonly escape: string;
  /** What the escape means something before, inside double quotes. */
  readonly escapable: RegExp;
  readonly operators: string;
}

const grammars: Readonly<Record<Shell, Grammar>> = {
  posix: { quotes: `'"`, escape: "\\", escapable: /["\\$`\n]/, operators: "|&;<>()`\n" },
  cmd: { quotes: `"`, escape: "^", escapable: /$^/, operators: "|&<>()\n" },
  powershell: { quotes: `'"`, escape: "`", escapable: /[^]/, operators: "|&;<>(){}\n" },
};

const keywords: ReadonlySet<string> = new Set(
  ["case", "for", "function", "if", "select", "until", "while", "{", "[[", "!"], // They open more than one command.
);

/**
 * The words a shell makes of a line, quotes respected. Undefined where the line is more than one simple command:
 * a pipeline, a list, a loop, a redirection, an unclosed quote.
 */
export function splitLine(line: Word, shell: Shell): readonly Word[] | undefined {
  if (line.value.length > longestLine) return undefined;
  const text = line.value.trimEnd();
  const call = shell === "powershell" ? /^\s*(?:&\s+)?/ : /^\s*/; // PowerShell runs a quoted path with `& "path"`.
  const words: Word[] = [];
  for (let at = call.exec(text)![0].length; at < text.length;) {
    const read = readWord(text, at, grammars[shell]);
    if (!read) return undefined;
    words.push(wordFrom(line, at, read.end, read.value));
    at = read.end;
    while (isBlank(text[at])) at++;
  }
  return words.length > 0 && !keywords.has(words[0]!.value) ? words : undefined;
}

function readWord(text: string, start: number, grammar: Grammar): { value: string; end: number } | undefined {
  let value = "";
  let quote = "";
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at]!;
    const next = text[at + 1];
    if (character === quote) quote = "";
    else if (quote === "'") value += character;
    else if (character === grammar.escape && next !== undefined && (!quote || grammar.escapable.test(next))) {
      value += next;
      at++;
    } else if (text.startsWith("$(", at)) {
      const end = substitutionEnd(text, at);
      if (end === undefined) return undefined;
      value += text.slice(at, end);
      at = end - 1;
    } else if (quote) value += character;
    else if (isBlank(character)) break;
    else if (grammar.operators.includes(character)) return undefined;
    else if (grammar.quotes.includes(character)) quote = character;
    else value += character;
  }
  return quote ? undefined : { value, end: at };
}

/** After the parenthesis that closes `$(`. */
function substitutionEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Without its quotes, where they stand around the whole word. */
function wordFrom(line: Word, start: number, end: number, value: string): Word {
  const inside = value.length === end - start - 2 && line.value.startsWith(value, start + 1) ? 1 : 0;
  return { ...partOf(line, start + inside, end - inside), value };
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\r";
}
