import { existsSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { version } from "../about.ts";
import { nearest } from "../discover/suggestion.ts";
import { announceCompletions, isAboutCompletions } from "./completions-command.ts";
import { addLint, withBareOptions } from "./lint.ts";

/** Runs the program, which lints and has these commands; sets the exit status. */
export async function runProgram(
  addCommands: readonly ((program: Command) => void)[],
  args: readonly string[],
): Promise<void> {
  const program = newProgram();
  addLint(program);
  // Most runs only lint; a dozen commands take longer to describe than a file takes to read.
  if (args.some(mayNameCommand)) for (const add of addCommands) add(program);
  if (isAboutCompletions(args)) (await import("./completions.ts")).addCompletions(program);
  else announceCompletions(program);
  program.addHelpText("after", examples);
  // A reader of the help that went away (`mcp-lint --help | head`) is no error.
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => code === "EPIPE" && process.exit());
  try {
    refuseMistyped(program, args);
    await program.parseAsync(withBareOptions(args), { from: "user" });
  } catch (error) {
    // Commander has told what was wrong with the arguments; it throws for --help and --version too.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      const { reportFailure } = await import("../commands/failure.ts");
      process.exitCode = await reportFailure(error);
    }
  }
}

/** Commands are plain words; help lists them all. */
function mayNameCommand(arg: string): boolean {
  return /^(?:[a-z]+|-h|--help)$/.test(arg);
}

/** A path may be any word, so that commander takes a mistyped command for one. */
function refuseMistyped(program: Command, [first = ""]: readonly string[]): void {
  const names = [...program.commands.map((command) => command.name()), "help"];
  if (!/^[a-z]+$/.test(first) || names.includes(first) || existsSync(first)) return;
  const meant = nearest(first, names);
  if (meant !== undefined)
    program.error(`error: there is no command and no file \`${first}\`: did you mean \`${meant}\`?`);
}

function newProgram(): Command {
  return new Command("mcp-lint")
    .description("Lints the MCP configs of AI coding agents: every client's files, checked as that client reads them.")
    .version(version, "-V, --version")
    .showHelpAfterError("(mcp-lint --help lists all options)")
    .exitOverride()
    .enablePositionalOptions()
    .configureHelp({ showGlobalOptions: true });
}

const examples = `
Examples:
  mcp-lint                         the repository you are in
  mcp-lint --machine               every config of this computer
  mcp-lint .cursor/mcp.json        one file
  mcp-lint explain .mcp.json       how each client reads it
  mcp-lint estimate                what the servers cost, and what a hub would save
  mcp-lint --fix                   put right what can be; mcp-lint undo takes it back

Exit status: 0 nothing found · 1 findings at or above --fail-on · 2 could not run · 3 nothing to lint`;
