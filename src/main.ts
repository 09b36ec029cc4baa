#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "./about.ts";
import { lintCommand } from "./commands/lint.ts";

// Nearly all that a run makes lives to its end: a larger nursery would only be copied about, at 20 MB more.
setFlagsFromString("--semi-space-growth-factor=1");

/** Each command's code is loaded when it is the one called. */
type Action = (positional: never, options: never) => Promise<number>;
const run =
  (load: () => Promise<Action>) =>
  async (positional: unknown, options: unknown): Promise<void> => {
    const action = await load();
    process.exitCode = await action(positional as never, options as never);
  };

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Not a whole number.");
  return Number(text);
}

function portRange(text: string): { from: number; to: number } {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (!from || !to || Number(from) > Number(to) || Number(to) > 65535) {
    throw new InvalidArgumentError("Write FROM-TO, such as 18901-18926.");
  }
  return { from: Number(from), to: Number(to) };
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `--fix` and `--diff` have values only after a `=`: what follows them otherwise is a path. */
function withBareOptions(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  const bare: Readonly<Record<string, string>> = { "--fix": "--fix=safe", "--diff": "--dry-run" };
  return args.map((arg, index) => (end === -1 || index < end ? (bare[arg] ?? arg) : arg));
}

function choosingFiles(command: Command): Command {
  return command
    .argument("[paths...]", "files, folders or globs; `-` for standard input (default: the repository)")
    .optionsGroup("Which files:")
    .option("--machine", "every config of this computer instead of a repository")
    .option("--client <id>", "read the given files as this client does (see `mcp-lint clients`)")
    .option("--stdin-filename <name>", "the name that standard input stands for")
    .option("--no-ignore", "also what .gitignore leaves out");
}

const program = new Command("mcp-lint")
  .description("Lints the MCP configs of AI coding agents: every client's files, checked as that client reads them.")
  .version(version, "-V, --version")
  .showHelpAfterError("(mcp-lint --help lists all options)")
  .exitOverride()
  .enablePositionalOptions()
  .configureHelp({ showGlobalOptions: true });

choosingFiles(program)
  .option("--list-files", "say which files would be linted, for which clients and why, and stop")
  .optionsGroup("What counts:")
  .addOption(
    new Option("--preset <name>", "which rules, and how grave")
      .choices(["recommended", "hub", "strict", "audit"])
      .default("recommended"),
  )
  .addOption(
    new Option("--ports <from-to>", "ports of your hub")
      .argParser(portRange)
      .default({ from: 18901, to: 18926 }, "18901-18926"),
  )
  .addOption(
    new Option("--routing <way>", "how clients tell servers of the hub apart")
      .choices(["port", "path"])
      .default("port"),
  )
  .option("--sessions <n>", "sessions you have open at one time", wholeNumber, 1)
  .addOption(
    new Option("--fail-on <severity>", "exit with 1 from this severity on")
      .choices(["error", "warning", "note", "never"])
      .default("error"),
  )
  .option("--max-warnings <n>", "exit with 1 above this many warnings", wholeNumber)
  .optionsGroup("Fixes:")
  .addOption(
    new Option("--fix [which]", "put right what can be; --fix=all: also what is unsafe").choices(["safe", "all"]),
  )
  .option("--fix-only <rule>", "only findings of this rule; may be repeated", collected)
  .option("--bridge", "give clients that cannot take a URL a bridge to the hub, such as Claude Desktop")
  .option("--online", "ask npm and PyPI which version to pin; nothing else ever opens a connection")
  .option("--interactive", "ask before each fix")
  .option("--dry-run", "show the fixes as a diff, secrets masked, and write nothing")
  .addOption(new Option("--diff [form]", "as --dry-run; --diff=raw: as a patch for `git apply`").choices(["raw"]))
  .optionsGroup("Output:")
  .addOption(new Option("--format <name>", "of the report").choices(["human", "json"]).default("human"))
  .option("-q, --quiet", "errors only")
  .addOption(new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"))
  .action(run(async () => lintCommand));

program.commandsGroup("Commands:");
choosingFiles(program.command("list"))
  .description("servers × clients: transport, scope, which definition wins, what differs")
  .option("--json", "as JSON")
  .action(run(async () => (await import("./commands/list.ts")).listCommand));
program
  .command("explain")
  .argument("<rule-or-file>")
  .description("a rule, or how a config file is read by each of its clients")
  .option("--client <id>", "read the file as this client does")
  .action(run(async () => (await import("./commands/explain.ts")).explainCommand));
program
  .command("rules")
  .description("all rules")
  .option("--json", "as JSON")
  .action((options: { json?: true }) =>
    run(async () => (await import("./commands/rules.ts")).rulesCommand)(undefined, options),
  );
program
  .command("clients")
  .description("all clients, their files and what is known of them")
  .option("--json", "as JSON")
  .action((options: { json?: true }) =>
    run(async () => (await import("./commands/clients.ts")).clientsCommand)(undefined, options),
  );

program
  .command("undo")
  .argument("[id]", "of the transaction (default: the last)", wholeNumber)
  .description("takes back what --fix wrote, byte for byte")
  .option("--list", "what can be taken back")
  .action(run(async () => (await import("./commands/undo.ts")).undoCommand));

program
  .command("eject")
  .argument("<server>", "its name in the hub manifest")
  .description("lets clients start a server of the hub themselves again, for debugging; --fix moves it back")
  .option("--client <id>", "in the configs of this client only")
  .option("--machine", "of your own manifest instead of the repository's")
  .action(run(async () => (await import("./commands/eject.ts")).ejectCommand));

program.addHelpText(
  "after",
  `
Examples:
  mcp-lint                         the repository you are in
  mcp-lint --machine               every config of this computer
  mcp-lint .cursor/mcp.json        one file
  mcp-lint explain .mcp.json       how each client reads it
  mcp-lint --fix                   put right what can be; mcp-lint undo takes it back

Exit status: 0 nothing found · 1 findings at or above --fail-on · 2 could not run · 3 nothing to lint`,
);

try {
  await program.parseAsync(withBareOptions(process.argv.slice(2)), { from: "user" });
} catch (error) {
  // Commander has told what was wrong with the arguments; it throws for --help and --version too.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const { reportFailure } = await import("./commands/failure.ts");
    process.exitCode = await reportFailure(error);
  }
}
