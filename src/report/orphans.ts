import type { RunningServer } from "../processes/attribute.ts";
import { figuresOf } from "../processes/figures.ts";
import type { ProcessTable } from "../processes/process.ts";
import { namesOf } from "../model/relevance.ts";
import { ageText, launchText, memoryTold, programOf } from "./processes.ts";
import type { Style } from "./style.ts";
import { visible, wrap } from "./visible.ts";

/** Why a server counts as an orphan: everything that somebody needs to know who is asked whether to end it. */
export function orphanEvidence(
  orphan: RunningServer,
  table: ProcessTable,
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const { entry, launch, tree } = orphan;
  const [top] = tree;
  const { memory } = figuresOf(orphan, table);
  const parent = table.processes.find(({ pid }) => pid === top.parent);
  const keeper =
    parent && parent.since <= top.since
      ? `process ${parent.pid} (${programOf(parent.args[0]!)}) has taken it over`
      : undefined;
  const facts = [
    `${tree.map(({ pid, args }) => `${pid} ${programOf(args[0]!)}`).join(", ")}; started ${ageText(table.taken - top.since)} ago, ${memoryTold(memory)}`,
    `who started it is gone${keeper === undefined ? "" : `: ${keeper}`}`,
    ...(table.inputOf(top) === "pipe"
      ? ["its input is a pipe, so it was started by a program, not by hand or as a service"]
      : []),
    entry
      ? `${entry.source.shown} (${namesOf(entry.source.readers.filter(({ file }) => !file.shared))}) has this command`
      : "no config that was read has this command; it is a server by its name",
  ];
  const lines = facts.flatMap((fact) =>
    wrap(visible(fact), width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`),
  );
  return [`${style.bold(visible(orphan.name))} ${style.dim(visible(launchText(launch)))}`, ...lines].join("\n");
}
