import { Argument, Option, type Command } from "commander";
import { run } from "./action.ts";

/** The command that keeps old findings apart from new ones. */
export function addBaseline(program: Command): void {
  program
    .command("baseline")
    .addArgument(
      new Argument("[action]", "create, update (write anew), or prune (take out what is gone)").choices([
        "create",
        "update",
        "prune",
      ]),
    )
    .description("accepts what is found today, so that only what is new fails; without an action: what it holds")
    .option("--machine", "of every config of this computer instead of a repository")
    .option("--baseline <file>", "instead of mcp-lint-baseline.json at the root")
    .option("--no-ignore", "also what .gitignore leaves out, and test data")
    .option("--config <file>", "instead of mcp-lint.jsonc at the root of the repository")
    .option("--no-config", "without a config, and without its plugins")
    .addOption(new Option("--preset <name>", "which rules").choices(["recommended", "hub", "strict", "audit"]))
    .action(run(async () => (await import("../commands/baseline.ts")).baselineCommand));
}
