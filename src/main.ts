#!/usr/bin/env node
import { addInspection } from "./program/inspect.ts";
import { addLint } from "./program/lint.ts";
import { runProgram } from "./program/program.ts";
import { addUndo } from "./program/undo.ts";

await runProgram([addLint, addInspection, addUndo], process.argv.slice(2));
