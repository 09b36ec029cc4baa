import { Option, type Command } from "commander";
import { runAlone } from "./action.ts";

/** The command with which a repository begins. */
export function addInit(program: Command): void {
  program
    .command("init")
    .description("writes a commented config; at a terminal it asks for a baseline, a hook and a workflow")
    .addOption(
      new Option("--preset <name>", "to begin with")
        .choices(["recommended", "hub", "strict", "audit"])
        .default("recommended"),
    )
    .option("--baseline", "accepts what is found today, so that only what is new fails")
    .option("--hook", "a Git hook that lints what a commit holds")
    .option("--workflow", "a workflow for GitHub Actions")
    .option("-y, --yes", "ask nothing")
    .action(runAlone(async () => (await import("../commands/init.ts")).initCommand));
}
