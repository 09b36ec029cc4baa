import type { Command } from "commander";
import { run, runAlone } from "./action.ts";
import { wholeNumber } from "./options.ts";

/** Commands about what runs on this machine. */
export function addProcesses(program: Command): void {
  program
    .command("ps")
    .description("which MCP servers run now, for which sessions, what they take, and which nobody uses any more")
    .option("--json", "as JSON")
    .option("--watch", "shown anew every two seconds, until q is pressed")
    .option("--reap", "offer to end servers whose client is gone, one by one; without a terminal nothing is ended")
    .action(runAlone(async () => (await import("../commands/ps.ts")).psCommand));
  program
    .command("measure")
    .argument("[servers...]", "names of servers in your configs (default: all that are started)")
    .description("starts servers as configured, looks what they take, and ends them; `estimate` then knows them")
    .option("-y, --yes", "start them without asking")
    .option("--settle <seconds>", "leave a server alone for so long before the last look", wholeNumber, 60)
    .option("--timeout <seconds>", "how long a server may take to answer", wholeNumber, 120)
    .option("--json", "as JSON")
    .action(run(async () => (await import("../commands/measure.ts")).measureCommand));
}
