import { emitKeypressEvents } from "node:readline";
import { UserError } from "../../errors.ts";
import { findHub, needHub } from "../../hub/daemon/client.ts";
import { currentPlatform, type Platform } from "../../platform.ts";
import { openOutput } from "../output.ts";
import { reportStatus } from "./report.ts";

export interface StatusOptions {
  readonly json?: true;
  readonly watch?: true;
}

/** Exit status where no hub runs; as of `systemctl status`. */
const NOT_RUNNING = 3;

/** Milliseconds between two looks of the live view. */
const LOOKING = 1_000;

/** `mcp-lint hub status`: how the hub and its servers are; with `--watch` as long as one looks. */
export async function statusCommand(_: undefined, { json, watch }: StatusOptions): Promise<number> {
  const platform = currentPlatform();
  if (watch) return watchStatus(platform);
  const { style, width, write } = openOutput();
  const hub = findHub(platform);
  if (!hub) {
    await write(json ? JSON.stringify({ version: 1, running: false }) : "No hub is running; mcp-lint hub start");
    return NOT_RUNNING;
  }
  const status = await hub.status();
  await write(
    json
      ? JSON.stringify({ running: true, ...status }, undefined, 2)
      : reportStatus(status, Date.now(), width, { style, platform }),
  );
  return 0;
}

const enterScreen = "\u001b[?1049h\u001b[?25l";
const leaveScreen = "\u001b[?25h\u001b[?1049l";
const home = "\u001b[H";
const clearLine = "\u001b[K";
const clearBelow = "\u001b[J";

/** On a screen of its own, until q, Escape or Ctrl-C; what was on the terminal is there again afterwards. */
async function watchStatus(platform: Platform): Promise<number> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) throw new UserError("--watch needs a terminal", "--json is for programs");
  needHub(platform);
  const { style, redactor } = openOutput();
  let draw = (): void => undefined;
  const left = new Promise<void>((leave) => {
    emitKeypressEvents(stdin);
    stdin.setRawMode(true);
    stdin.on("keypress", (_, key: { readonly name?: string; readonly ctrl?: boolean }) => {
      if (key.name === "q" || key.name === "escape" || (key.ctrl && key.name === "c")) leave();
    });
    process.once("SIGTERM", () => leave());
    stdout.on("resize", () => draw());
  });
  stdout.write(enterScreen);
  try {
    let text = "";
    draw = () => stdout.write(screenOf(redactor.redact(text), stdout.columns, stdout.rows));
    const goOn = { until: false };
    void left.then(() => (goOn.until = true));
    while (!goOn.until) {
      text = await currentText(platform, stdout.columns, style);
      draw();
      await Promise.race([left, new Promise((resolve) => setTimeout(resolve, LOOKING))]);
    }
  } finally {
    stdout.write(leaveScreen);
    stdin.setRawMode(false);
    stdin.pause();
  }
  return 0;
}

async function currentText(
  platform: Platform,
  width: number,
  style: ReturnType<typeof openOutput>["style"],
): Promise<string> {
  try {
    const status = await findHub(platform)?.status();
    const foot = style.dim("q leaves");
    if (!status) return ["No hub is running any more", foot].join("\n\n");
    return [reportStatus(status, Date.now(), width, { style, platform }), foot].join("\n");
  } catch (error) {
    return error instanceof UserError ? error.message : String(error);
  }
}

/** What to send so that the screen shows these lines and nothing else; what does not fit is left out. */
function screenOf(text: string, columns: number, rows: number): string {
  const lines = text.split("\n").slice(0, rows);
  return `${home}${lines.map((line) => `${cut(line, columns)}${clearLine}`).join("\r\n")}${clearBelow}`;
}

/** The first columns of a line; colours take none. */
function cut(line: string, columns: number): string {
  let width = 0;
  // oxlint-disable-next-line no-control-regex
  return line.replace(/(\u001b\[[\d;]*m)|[^\u001b]/gu, (piece, color: string | undefined) => {
    if (color !== undefined) return piece;
    width++;
    return width <= columns ? piece : "";
  });
}
