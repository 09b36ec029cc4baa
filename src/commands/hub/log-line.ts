import type { LogLine } from "../../hub/daemon/log.ts";
import type { Style } from "../../report/style.ts";
import { visible } from "../../report/visible.ts";

/** A line of the log for people, in their time zone; further lines of its text are indented. */
export function shownLine({ time, level, server, text }: LogLine, style: Style): string {
  const [first = "", ...others] = text.split("\n").map(visible);
  const paint = { info: (line: string) => line, warning: style.warning, error: style.error }[level];
  // The Swedish way to write a time is that of ISO 8601.
  const local = new Date(time).toLocaleString("sv-SE");
  const head = `${style.dim(local)} ${style.bold(visible(server ?? "hub"))}`;
  return [`${head} ${paint(first)}`, ...others.map((line) => `    ${line}`)].join("\n");
}
