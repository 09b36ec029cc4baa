import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { nearest } from "../../discover/suggestion.ts";
import { UserError } from "../../errors.ts";
import { parseLog, readLog, type LogLine } from "../../hub/daemon/log.ts";
import { hubFilesOf } from "../../hub/daemon/place.ts";
import { currentPlatform } from "../../platform.ts";
import { openOutput } from "../output.ts";
import { shownLine } from "./log-line.ts";

export interface LogOptions {
  readonly lines: number;
  readonly follow?: true;
  readonly json?: true;
}

/** Milliseconds between two looks at a log that is followed. */
const LOOKING = 200;

/** `mcp-lint hub logs [SERVER]`: what the hub and its servers had to say, secrets masked. */
export async function logsCommand(server: string | undefined, { lines, follow, json }: LogOptions): Promise<number> {
  const { log } = hubFilesOf(currentPlatform());
  if (!existsSync(log)) throw new UserError(`there is no log yet: ${log}`, "mcp-lint hub start");
  const { style, write } = openOutput();
  const matches = (line: LogLine): boolean => server === undefined || line.server === server;
  const show = async (found: readonly LogLine[]): Promise<void> => {
    const texts = found.map((line) => (json ? JSON.stringify(line) : shownLine(line, style)));
    if (texts.length > 0) await write(texts.join("\n"));
  };
  const start = follow ? sizeOf(log) : 0;
  const found = readLog(log, matches, lines);
  if (found.length === 0 && server !== undefined && !follow) throw unknownServer(server, log);
  await show(found);
  if (follow) await followLog(log, start, (fresh) => show(fresh.filter(matches)));
  return 0;
}

function unknownServer(server: string, log: string): UserError {
  const names = [...new Set(readLog(log, () => true, Infinity).flatMap((line) => line.server ?? []))];
  const meant = nearest(server, names);
  return new UserError(
    `the log says nothing of \`${server}\``,
    meant === undefined ? `it has lines of ${names.join(", ") || "the hub alone"}` : `did you mean \`${meant}\`?`,
  );
}

/** Until the process is interrupted. A new file in the place of a full one is read from its start. */
async function followLog(log: string, from: number, show: (lines: readonly LogLine[]) => Promise<void>): Promise<void> {
  let at = from;
  let rest = "";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOKING));
    if (!existsSync(log) || sizeOf(log) < at) {
      at = 0;
      rest = "";
    }
    if (!existsSync(log)) continue;
    const bytes = bytesFrom(log, at);
    at += bytes.length;
    const [last = "", ...whole] = `${rest}${bytes.toString("utf8")}`.split("\n").reverse();
    rest = last;
    await show(parseLog(whole.reverse().join("\n")));
  }
}

function sizeOf(file: string): number {
  const handle = openSync(file, "r");
  try {
    return fstatSync(handle).size;
  } finally {
    closeSync(handle);
  }
}

function bytesFrom(file: string, at: number): Buffer {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(handle).size - at));
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, at));
  } finally {
    closeSync(handle);
  }
}
