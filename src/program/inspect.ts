import type { Command } from "commander";
import { run, runAlone } from "./action.ts";
import { sessions } from "./estimate.ts";
import { choosingFiles } from "./options.ts";

/** Commands that show what is known, of the configs and of the world. */
export function addInspection(program: Command): void {
  choosingFiles(program.command("list"))
    .description("servers × clients: transport, scope, which definition wins, what differs")
    .option("--json", "as JSON")
    .action(run(async () => (await import("../commands/list.ts")).listCommand));
  program
    .command("explain")
    .argument("<rule-file-or-server>")
    .description(
      "a rule, how a config file is read by each of its clients, or what a server costs and where it best runs",
    )
    .option("--client <id>", "read the file as this client does")
    .option("--sessions <n>", "of a server: sessions at one time, as for `mcp-lint estimate`", sessions)
    .action(run(async () => (await import("../commands/explain.ts")).explainCommand));
  program
    .command("rules")
    .description("all rules")
    .option("--json", "as JSON")
    .action(runAlone(async () => (await import("../commands/rules.ts")).rulesCommand));
  program
    .command("clients")
    .description("all clients, their files and what is known of them")
    .option("--json", "as JSON")
    .action(runAlone(async () => (await import("../commands/clients.ts")).clientsCommand));
}
