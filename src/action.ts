import { addEstimate } from "./program/estimate.ts";
import { runProgram } from "./program/program.ts";

/** The program of the GitHub Action: what reads and fixes files, and nothing that starts or serves. */
await runProgram([addEstimate], process.argv.slice(2));
