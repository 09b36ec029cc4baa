import spawn from "cross-spawn";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { currentPlatform } from "../../platform.ts";
import { thisProcess } from "../../transaction/holder.ts";
import type { Message } from "../message.ts";
import { groupOf, until, type Group } from "./group.ts";
import { markedBy, ownSpace, type Mark } from "./mark.ts";
import { messageReader } from "./messages.ts";
import { noiseFilter } from "./noise.ts";
import { endedWithParent } from "./parent-death.ts";
import { redactorOf } from "./secrets.ts";
import { stderrReader } from "./stderr.ts";
import { endStraysOf } from "./strays.ts";

/** All it takes to start a server. */
export interface Runnable {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  /** Equal for two that start the same server. */
  readonly identity: string;
  /** What is shown to people; without secrets. */
  readonly shown: string;
}

export interface Listener {
  onMessage(message: Message): void;
  /** Once, and the last that is heard of it. */
  onExit(exit: Exit): void;
  /** A line on the standard output that is no message; redacted. */
  onNoise?(line: string): void;
  /** Redacted. */
  onStderr?(line: string): void;
}

/** How a server ended, or why it could not be started. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** One sentence, without final dot. */
  readonly reason: string;
  /** Its last lines, oldest first; redacted. */
  readonly stderr: readonly string[];
}

export interface Child {
  /** 0 where it could not be started. */
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Bytes that the server has not read yet. */
  readonly buffered: number;
  /** Lost where the server has ended. */
  send(message: Message): void;
  /**
   * Closes its input, asks it to end, kills it, each when the step before did not help, all within `within` milliseconds.
   * Resolves when it and everything that it started is gone.
   */
  stop(within?: number): Promise<void>;
}

/** Milliseconds that a server has to end in, where nothing is in a hurry. */
const unhurried = 4000;
/** Milliseconds in which what a dead server wrote last is still read; somebody else may hold its output open. */
const lastWords = 40;

let hub: Omit<Mark, "child"> | undefined;

/** Starts a server in a process group of its own. What goes wrong arrives as `onExit`, never as an exception. */
export function startChild(runnable: Runnable, listener: Listener): Child {
  hub ??= thisHub();
  const id = randomUUID();
  try {
    const { command, args } = endedWithParent(runnable);
    const started = spawn(command, args, {
      cwd: runnable.cwd,
      env: { ...runnable.env, ...markedBy({ ...hub, child: id }) },
      detached: process.platform !== "win32",
      windowsHide: true,
      stdio: "pipe",
    });
    return new RunningChild(id, started, runnable, listener);
  } catch (error) {
    setImmediate(() => listener.onExit(notStarted(runnable, error as NodeJS.ErrnoException)));
    return { pid: 0, startedAt: Date.now(), buffered: 0, send() {}, stop: async () => {} };
  }
}

function thisHub(): Omit<Mark, "child"> {
  const space = ownSpace();
  return { ...thisProcess(currentPlatform()).self, ...(space !== undefined && { space }) };
}

class RunningChild implements Child {
  readonly pid: number;
  readonly startedAt = Date.now();
  readonly #id: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #group: Group | undefined;
  #ended = false;
  #stopped: Promise<void> | undefined;
  /** On the clock of `performance`; whoever stops it again can only bring it forward. */
  #deadline = Infinity;

  constructor(id: string, started: ChildProcessWithoutNullStreams, runnable: Runnable, listener: Listener) {
    this.#id = id;
    this.#process = started;
    this.pid = started.pid ?? 0;
    this.#group = started.pid === undefined ? undefined : groupOf(started.pid);
    this.#listen(runnable, listener);
  }

  get buffered(): number {
    return this.#process.stdin.writableLength;
  }

  send(message: Message): void {
    if (this.#process.stdin.writable) this.#process.stdin.write(`${JSON.stringify(message)}\n`);
  }

  stop(within = unhurried): Promise<void> {
    const now = performance.now();
    this.#deadline = Math.min(this.#deadline, now + within);
    this.#stopped ??= this.#end(now);
    return this.#stopped;
  }

  #listen(runnable: Runnable, listener: Listener): void {
    const { stdin, stdout, stderr } = this.#process;
    const redact = redactorOf(runnable);
    const noise = noiseFilter((line) => listener.onNoise?.(redact(line)));
    const messages = messageReader({
      onMessage: (message) => listener.onMessage(message),
      onNoise: (line) => noise.push(line),
    });
    const errors = stderrReader((line) => listener.onStderr?.(redact(line)));
    stdout.on("data", (chunk: Buffer) => messages.push(chunk));
    stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    // A server that ends or closes a stream says so by ending.
    for (const stream of [stdin, stdout, stderr]) stream.on("error", () => {});

    const leave = (exit: Omit<Exit, "stderr">): void => {
      if (this.#ended) return;
      this.#ended = true;
      messages.end();
      noise.end();
      errors.end();
      stdout.removeAllListeners("data").resume();
      stderr.removeAllListeners("data").resume();
      listener.onExit({ ...exit, stderr: errors.tail.map(redact) });
      void this.stop();
    };
    this.#process.on("error", (error) => {
      if (this.pid === 0) leave(notStarted(runnable, error));
    });
    this.#process.on("exit", (code, signal) => {
      const exit = { code, signal, reason: signal === null ? `It ended with code ${code}` : `${signal} ended it` };
      this.#process.once("close", () => leave(exit));
      setTimeout(() => leave(exit), lastWords);
    });
  }

  async #end(start: number): Promise<void> {
    const { stdin, stdout, stderr } = this.#process;
    const group = this.#group;
    if (!group) return;
    const part = (share: number) => (): number => start + (this.#deadline - start) * share;
    const hasEnded = (): boolean => this.#process.exitCode !== null || this.#process.signalCode !== null;
    const isGone = (): boolean => this.#ended && !group.isAlive();
    stdin.end();
    // What a dead server left in its group has no input that could end.
    await until(hasEnded, part(0.4));
    if (!isGone()) {
      group.terminate();
      if (!(await until(isGone, part(0.8)))) {
        group.kill();
        await until(isGone, part(1));
      }
    }
    await endStraysOf(this.#id);
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
  }
}

function notStarted({ command, cwd }: Runnable, { code, message }: NodeJS.ErrnoException): Exit {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: isFolder(cwd) ? `There is no program \`${command}\`` : `There is no folder ${cwd} to start it in`,
    ENOTDIR: `There is no folder ${cwd} to start it in`,
    EACCES: `\`${command}\` may not be run, or ${cwd} may not be entered`,
    E2BIG: "Its arguments and environment are longer than the system allows",
    EMFILE: "The hub has too many files open",
    EAGAIN: "The system allows no more processes",
    ENOMEM: "The system has no memory left",
  };
  return { code: null, signal: null, reason: reasons[code ?? ""] ?? `It could not be started: ${message}`, stderr: [] };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
