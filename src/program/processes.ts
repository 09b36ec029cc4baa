import type { Command } from "commander";
import { runAlone } from "./action.ts";

/** Commands about what runs on this machine. */
export function addProcesses(program: Command): void {
  program
    .command("ps")
    .description("which MCP servers run now, for which sessions, what they take, and which nobody uses any more")
    .option("--json", "as JSON")
    .option("--watch", "shown anew every two seconds, until q is pressed")
    .option("--reap", "offer to end servers whose client is gone, one by one; without a terminal nothing is ended")
    .action(runAlone(async () => (await import("../commands/ps.ts")).psCommand));
}
