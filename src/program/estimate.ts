import { InvalidArgumentError, Option, type Command } from "commander";
import type { Budget, Sessions } from "../estimate/settings.ts";
import { run } from "./action.ts";
import { choosingFiles } from "./options.ts";

/** The command that does the arithmetic. */
export function addEstimate(program: Command): void {
  choosingFiles(program.command("estimate"))
    .description("what the servers cost in processes, memory and waiting, before and after the hub, and what to do")
    .optionsGroup("What to reckon with:")
    .option("--sessions <n>", "sessions at one time: `8` of each client, `claude-code=8,cursor=2`, or `auto`", sessions)
    .option("--budget <limits>", "exit with 1 above it: `processes=200,ram=8GB`", budget)
    .optionsGroup("Output:")
    .addOption(new Option("--json", "as JSON").conflicts("markdown"))
    .option("--markdown", "as Markdown, with every server")
    .option("--svg <file>", "also write the chart of memory over sessions there, for light and dark pages")
    .addOption(new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"))
    .action(run(async () => (await import("../commands/estimate.ts")).estimateCommand));
}

export function sessions(text: string): Sessions | "auto" {
  if (text === "auto") return text;
  if (/^\d+$/.test(text)) return Number(text);
  const counts = text.split(",").map((part) => /^([a-z0-9-]+)=(\d+)$/.exec(part.trim()));
  if (counts.some((count) => count === null)) {
    throw new InvalidArgumentError("Write a number, `auto`, or CLIENT=N,CLIENT=N.");
  }
  return Object.fromEntries(counts.map((count) => [count![1]!, Number(count![2])]));
}

const units: Readonly<Record<string, number>> = { MB: 1, GB: 1024, TB: 1024 ** 2 };

export function budget(text: string): Budget {
  const found: { processes?: number; ram?: number } = {};
  for (const part of text.split(",")) {
    const [, processes, ram, unit = "MB"] =
      /^processes=(\d+)$|^ram=(\d+(?:\.\d+)?) ?([MGT])i?B$/i.exec(part.trim()) ?? [];
    if (processes !== undefined) found.processes = Number(processes);
    else if (ram !== undefined) found.ram = Number(ram) * units[`${unit.toUpperCase()}B`]!;
    else throw new InvalidArgumentError("Write processes=200, ram=8GB, or both with a comma between.");
  }
  return found;
}
