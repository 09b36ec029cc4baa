import type { Profile } from "../estimate/profile.ts";
import type { Job, Outcome } from "../measure/several.ts";
import type { ServerEntry } from "../model/entry.ts";
import { grouped, memoryText, timeText } from "./quantity.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { visible } from "./visible.ts";

/** What was measured, what did not work, and where it is written down. */
export function describeMeasurements(
  {
    outcomes,
    skipped,
    file,
  }: {
    readonly outcomes: ReadonlyMap<Job, Outcome>;
    readonly skipped: readonly { readonly entry: ServerEntry; readonly why: string }[];
    readonly file: string;
  },
  { style }: { readonly style: Style },
): string {
  const profiles = [...outcomes].flatMap(([{ entry }, outcome]) =>
    outcome.kind === "measured" ? [[entry.name.value, outcome.profile] as const] : [],
  );
  const failed = [...outcomes].flatMap(([{ entry }, outcome]) => {
    if (outcome.kind !== "failed" || outcome.why === "stopped") return [];
    const last = outcome.stderr.slice(-3).map((line) => style.dim(`  ${visible(line)}`));
    return [`${style.error(visible(entry.name.value))}: ${visible(outcome.why)}`, ...last];
  });
  const heads = ["server", "proc", "private", "RSS", "launcher", "ready", "tools", "tokens"];
  return [
    ...(profiles.length > 0
      ? [table([heads.map((head) => style.dim(head)), ...profiles.map(([name, profile]) => row(name, profile))]), ""]
      : []),
    ...failed,
    ...skipped.map(({ entry, why }) => `${style.warning("skipped")} ${visible(entry.name.value)}: ${visible(why)}`),
    profiles.length > 0 ? `Written to ${file}, for mcp-lint estimate` : "Nothing was measured",
  ].join("\n");
}

function row(name: string, { server, around, ready, tools, tokens }: Profile): readonly string[] {
  const memory = server.settled ?? server.fresh;
  const waiting = around?.settled ?? around?.fresh;
  return [
    visible(name),
    String(server.processes),
    memory?.private === undefined ? "" : memoryText(memory.private),
    memory ? memoryText(memory.rss) : "",
    around && waiting ? `${around.processes}, ${memoryText(waiting.private ?? waiting.rss)}` : "",
    timeText(ready?.launched ?? ready?.direct ?? 0),
    String(tools ?? 0),
    `~${grouped(tokens ?? 0)}`,
  ];
}
