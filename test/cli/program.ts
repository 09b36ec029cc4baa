import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export const mainFile = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built program as a user does, with a HOME of its own. */
export function run(args: readonly string[], { cwd, input = "", env = {} }: RunOptions): Run {
  const { PATH } = process.env;
  return spawnSync(process.execPath, [mainFile, ...args], {
    cwd,
    input,
    encoding: "utf8",
    env: { PATH, HOME: path.join(cwd, "home"), ...env },
  });
}

/** As `run`, for a program that talks to this process meanwhile. */
export async function runBeside(args: readonly string[], { cwd, env = {} }: RunOptions): Promise<Run> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [mainFile, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH, HOME: path.join(cwd, "home"), ...env },
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { status, stdout, stderr };
}

/** A folder with these files, gone after the test. A repository of its own, whatever lies around it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mcp-lint-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, ".git"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}
