import type { Files } from "./repository.ts";

/** A finding as a test expects it. */
export interface Expected {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

const mark = /[ \t]*(?:\/\/|#) expect: (.*?)[ \t]*$/;

/**
 * The files without their marks, and what these expect. `// expect: id` or `# expect: id, id` at the end of a line is
 * about that line; on a line of its own, about the next one.
 */
export function withoutMarks(
  files: Files,
  rule: string,
): { readonly files: Files; readonly expected: readonly Expected[] } {
  const expected: Expected[] = [];
  const bare = Object.entries(files).map(([file, content]) => {
    if (typeof content !== "string") return [file, content] as const;
    const lines = content.split("\n").map((line, index) => {
      const [found, names = ""] = mark.exec(line.replace(/\r$/, "")) ?? [];
      if (found === undefined) return line;
      const rest = line.replace(/\r$/, "").slice(0, -found.length);
      const number = rest.trim() === "" ? index + 2 : index + 1;
      for (const name of names.split(/\s*,\s*/)) {
        // The rule may stand before the id of the message.
        const message = name.startsWith(`${rule} `) ? name.slice(rule.length + 1).trim() : name;
        expected.push({ file, line: number, message });
      }
      return line.endsWith("\r") ? `${rest}\r` : rest;
    });
    return [file, lines.join("\n")] as const;
  });
  return { files: Object.fromEntries(bare), expected };
}
