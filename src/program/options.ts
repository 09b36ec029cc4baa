import { InvalidArgumentError, type Command } from "commander";
import type { FormatChoice } from "../commands/formats.ts";
import { formats } from "../report/format.ts";

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Not a whole number.");
  return Number(text);
}

export function portRange(text: string): { from: number; to: number } {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (!from || !to || Number(from) > Number(to) || Number(to) > 65535) {
    throw new InvalidArgumentError("Write FROM-TO, such as 18901-18926.");
  }
  return { from: Number(from), to: Number(to) };
}

/** A format, with the file that it goes to behind `=`. */
export function formatChoice(text: string, before: readonly FormatChoice[] = []): readonly FormatChoice[] {
  const [name = "", ...rest] = text.split("=");
  const format = formats.find((each) => each === name);
  const file = rest.join("=");
  if (!format) throw new InvalidArgumentError(`Allowed choices are ${formats.join(", ")}.`);
  if (rest.length > 0 && file === "") throw new InvalidArgumentError("Name a file behind the `=`.");
  return [...before, file === "" ? { format } : { format, file }];
}

/** For an option that may be repeated. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** The arguments and options of every command that reads configs. */
export function choosingFiles(command: Command): Command {
  return command
    .argument("[paths...]", "files, folders or globs; `-` for standard input (default: the repository)")
    .optionsGroup("Which files:")
    .option("--machine", "every config of this computer instead of a repository")
    .option("--client <id>", "read the given files as this client does (see `mcp-lint clients`)")
    .option("--stdin-filename <name>", "the name that standard input stands for")
    .option("--no-ignore", "also what .gitignore leaves out, and test data")
    .option("--config <file>", "instead of mcp-lint.jsonc at the root of the repository")
    .option("--no-config", "without a config, and without its plugins");
}
