import { addBaseline } from "./baseline.ts";
import { addEstimate } from "./estimate.ts";
import { addHub } from "./hub.ts";
import { addInit } from "./init.ts";
import { addInspection } from "./inspect.ts";
import { addProcesses } from "./processes.ts";
import { runProgram } from "./program.ts";
import { addUndo } from "./undo.ts";

/** `mcp-lint` with all its commands; sets the exit status. */
export async function main(args: readonly string[]): Promise<void> {
  await runProgram([addInit, addInspection, addBaseline, addEstimate, addProcesses, addUndo, addHub], args);
}
