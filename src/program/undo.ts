import type { Command } from "commander";
import { run } from "./action.ts";
import { wholeNumber } from "./options.ts";

/** Commands that take back what `--fix` did. */
export function addUndo(program: Command): void {
  program
    .command("undo")
    .argument("[id]", "of the transaction (default: the last)", wholeNumber)
    .description("takes back what --fix wrote, byte for byte")
    .option("--list", "what can be taken back")
    .action(run(async () => (await import("../commands/undo.ts")).undoCommand));
  program
    .command("eject")
    .argument("<server>", "its name in the hub manifest")
    .description("lets clients start a server of the hub themselves again, for debugging; --fix moves it back")
    .option("--client <id>", "in the configs of this client only")
    .option("--machine", "of your own manifest instead of the repository's")
    .action(run(async () => (await import("../commands/eject.ts")).ejectCommand));
}
