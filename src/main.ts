#!/usr/bin/env node
import { addBaseline } from "./program/baseline.ts";
import { addEstimate } from "./program/estimate.ts";
import { addHub } from "./program/hub.ts";
import { addInit } from "./program/init.ts";
import { addInspection } from "./program/inspect.ts";
import { addProcesses } from "./program/processes.ts";
import { runProgram } from "./program/program.ts";
import { addUndo } from "./program/undo.ts";

await runProgram(
  [addInit, addInspection, addBaseline, addEstimate, addProcesses, addUndo, addHub],
  process.argv.slice(2),
);
