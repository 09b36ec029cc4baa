import { Option, type Command } from "commander";
import { lintCommand } from "../commands/lint.ts";
import { run } from "./action.ts";
import { formats } from "../report/format.ts";
import { choosingFiles, collected, formatChoice, portRange, wholeNumber } from "./options.ts";

/** `mcp-lint` without a command. */
export function addLint(program: Command): void {
  choosingFiles(program)
    .option("--list-files", "say which files would be linted, for which clients and why, and stop")
    .option("--staged", "what the next commit holds, and only findings that are about its files")
    .option(
      "--changed [ref]",
      "only findings about files changed since <ref>; --changed=main: since that branch forked off",
    )
    .optionsGroup("What counts:")
    .option("--print-config <file>", "say what holds for this file, and stop")
    .addOption(
      new Option("--preset <name>", "which rules, and how grave (default: recommended)").choices([
        "recommended",
        "hub",
        "strict",
        "audit",
      ]),
    )
    .option("--rule <id:severity>", "off, on, note, warning or error for a rule; may be repeated", collected)
    .option("--only <rule>", "this rule or category and no other; may be repeated", collected)
    .option("--skip <rule>", "not this rule or category; may be repeated", collected)
    .addOption(new Option("--ports <from-to>", "ports of your hub (default: 18901-18926)").argParser(portRange))
    .addOption(
      new Option("--routing <way>", "how clients tell servers of the hub apart (default: port)").choices([
        "port",
        "path",
      ]),
    )
    .option("--sessions <n>", "sessions you have open at one time (default: 1)", wholeNumber)
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 from this severity on (default: error)").choices([
        "error",
        "warning",
        "note",
        "never",
      ]),
    )
    .option("--max-warnings <n>", "exit with 1 above this many warnings", wholeNumber)
    .option("--pass-on-nothing", "exit with 0 where there is nothing to lint")
    .optionsGroup("What is accepted:")
    .option("--suppress", "accept what is found now: by comments, or by the config where a file takes none")
    .option("--reason <text>", "why it is all right; goes with --suppress")
    .option("--baseline <file>", "findings of old, instead of mcp-lint-baseline.json at the root")
    .option("--no-suppressions", "as if nothing was accepted")
    .optionsGroup("Fixes:")
    .addOption(
      new Option("--fix [which]", "put right what can be; --fix=all: also what is unsafe").choices(["safe", "all"]),
    )
    .option("--fix-only <rule>", "only findings of this rule; may be repeated", collected)
    .option("--bridge", "give clients that cannot take a URL a bridge to the hub, such as Claude Desktop")
    .option(
      "--verify",
      "start each server that would move, directly and over the hub; leave out what does not answer the same",
    )
    .option("--token", "let the hub ask for a token, which clients take from the variable MCP_HUB_TOKEN")
    .option("--online", "ask npm and PyPI which version to pin; nothing else ever opens a connection")
    .option("--interactive", "ask before each fix")
    .option("--dry-run", "show the fixes as a diff, secrets masked, and write nothing")
    .addOption(new Option("--diff [form]", "as --dry-run; --diff=raw: as a patch for `git apply`").choices(["raw"]))
    .optionsGroup("Output:")
    .option(
      "--format <name[=file]>",
      `of the report; may be repeated, with files: ${formats.join(", ")} (default: human; agent where a coding agent runs it)`,
      formatChoice,
    )
    .option("-q, --quiet", "errors only")
    .addOption(new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"))
    .action(run(async () => lintCommand));
  program.commandsGroup("Commands:");
}

/** These have values only after a `=`: what follows them otherwise is a path. */
export function withBareOptions(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  const bare: Readonly<Record<string, string>> = {
    "--fix": "--fix=safe",
    "--diff": "--dry-run",
    "--changed": "--changed=HEAD",
  };
  return args.map((arg, index) => (end === -1 || index < end ? (bare[arg] ?? arg) : arg));
}
