import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors.ts";

/** Milliseconds between two looks. */
const interval = 2000;

const controlC = "\u0003";
const enter = "\u001b[?1049h\u001b[?25l\u001b[?7l";
const leave = "\u001b[?7h\u001b[?25h\u001b[?1049l";

/** Shows a text anew every two seconds, on a screen of its own, until somebody presses q or Ctrl-C. */
export async function watch(render: () => Promise<string>): Promise<number> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new UserError("--watch needs a terminal", "mcp-lint ps --json tells the same to a program");
  }
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  const onKey = (key: Buffer): void => {
    if (["q", "Q", controlC].includes(key.toString())) stop();
  };
  let redraw = new AbortController();
  const onResize = (): void => redraw.abort();

  stdin.setRawMode(true).on("data", onKey);
  stdout.on("resize", onResize).write(enter);
  process.once("SIGTERM", stop).once("SIGHUP", stop);
  try {
    while (!stopped.signal.aborted) {
      redraw = new AbortController();
      stdout.write(screen(await render(), stdout.rows));
      const either = AbortSignal.any([stopped.signal, redraw.signal]);
      await sleep(interval, undefined, { signal: either }).catch(() => undefined);
    }
  } finally {
    stdout.off("resize", onResize).write(leave);
    stdin.off("data", onKey).setRawMode(false).pause();
    process.off("SIGTERM", stop).off("SIGHUP", stop);
  }
  return 0;
}

/** What fits, written over what is there: the beginning, and the end with the totals. */
function screen(text: string, rows: number): string {
  const lines = text.split("\n");
  const room = Math.max(3, rows - 2);
  const last = Math.min(6, room >> 1);
  const fits = lines.length <= room;
  const left = lines.length - room + 1;
  const shown = fits ? lines : [...lines.slice(0, room - last - 1), `  ${left} more lines`, ...lines.slice(-last)];
  const foot = `${new Date().toTimeString().slice(0, 8)} · q quits`;
  return `\u001b[H${[...shown, "", foot].map((line) => `\u001b[2K${line}`).join("\r\n")}\u001b[J`;
}
