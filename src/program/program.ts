import { setFlagsFromString } from "node:v8";
import { Command, CommanderError } from "commander";
import { version } from "../about.ts";
import { announceCompletions, isAboutCompletions } from "./completions-command.ts";
import { withBareOptions } from "./lint.ts";

/** Runs the program that has these commands; sets the exit status. */
export async function runProgram(
  addCommands: readonly ((program: Command) => void)[],
  args: readonly string[],
): Promise<void> {
  // Nearly all that a run makes lives to its end: a larger nursery would only be copied about, at 20 MB more.
  setFlagsFromString("--semi-space-growth-factor=1");
  const program = newProgram();
  for (const add of addCommands) add(program);
  if (isAboutCompletions(args)) (await import("./completions.ts")).addCompletions(program);
  else announceCompletions(program);
  program.addHelpText("after", examples);
  try {
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
