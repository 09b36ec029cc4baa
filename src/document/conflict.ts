import type { Problem } from "./document.ts";

const marker = /^(<{7}|\|{7}|={7}|>{7})(?![<|=>])[^\r\n]*/gm;

/**
 * Where a text holds unresolved merge conflicts: the text with the markers and the incoming side blanked out, so that the
 * rest keeps its offsets and can be read, and one problem. Undefined where there is none.
 */
export function withoutConflicts(text: string): { readonly text: string; readonly problem: Problem } | undefined {
  if (!text.includes("<<<<<<<") || !text.includes(">>>>>>>")) return undefined;
  let kept = "";
  let copied = 0;
  let side: "none" | "ours" | "theirs" = "none";
  let blankFrom = 0;
  let first: RegExpExecArray | undefined;
  for (const match of text.matchAll(marker)) {
    const sign = match[1]!.charAt(0);
    const end = match.index + match[0].length;
    if (sign === "<" && side === "none") {
      kept += text.slice(copied, match.index) + blank(match[0]);
      copied = end;
      side = "ours";
      first ??= match;
    } else if ((sign === "|" || sign === "=") && side === "ours") {
      blankFrom = match.index;
      side = "theirs";
    } else if (sign === ">" && side === "theirs") {
      kept += text.slice(copied, blankFrom) + blank(text.slice(blankFrom, end));
      copied = end;
      side = "none";
    }
  }
  if (first === undefined || side !== "none") return undefined;
  const problem: Problem = {
    code: "syntax",
    span: { start: first.index, end: first.index + first[0].length },
    message: "A merge conflict is not resolved",
    hint: "keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
  };
  return { text: kept + text.slice(copied), problem };
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, " ");
}
