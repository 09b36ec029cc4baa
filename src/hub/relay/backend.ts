import { backOff } from "../child/back-off.ts";
import { startChild, type Child, type Exit, type Runnable } from "../child/child.ts";
import type { HubEvent } from "../event.ts";
import type { Limits } from "../limits.ts";
import { codes, type Message, type Notification, type Request } from "../message.ts";
import type { ExitStatus } from "../status.ts";
import type { Call } from "./call.ts";
import { Conversation, type Initialized } from "./conversation.ts";
import type { Capabilities, Implementation } from "./party.ts";

/** What a process of a server needs from the outside. */
export interface BackendHost {
  readonly name: string;
  readonly limits: Limits;
  /** Milliseconds; 0: no bound. */
  readonly timing: { readonly start: number; readonly call: number; readonly idle: number };
  launch(): Promise<Runnable>;
  log(event: HubEvent): void;
  /** It has answered `initialize`; calls that waited for it are sent after this. */
  onReady(backend: Backend, initialized: Initialized): void;
  /** It is started again after it ended by itself. */
  onRestart(): void;
  /** It ended, and nobody had asked it to. */
  onEnded(exit: ExitStatus): void;
  onNotification(backend: Backend, message: Notification): void;
  onQuestion(backend: Backend, question: Request): void;
}

/** How the hub introduces itself, or the client, to a server. */
export interface Introduction {
  readonly protocolVersion: string;
  readonly capabilities: Capabilities;
  readonly clientInfo: Implementation;
}

type State = "asleep" | "waking" | "ready" | "failed";

/** One process of a server, from its first call on: started when it is needed, ended when it is idle, started again after it died. */
export class Backend {
  readonly #host: BackendHost;
  readonly introduction: Introduction;
  /** Calls that wait until it is ready. */
  readonly #waiting = new Set<Call>();
  #state: State = "asleep";
  #child: Child | undefined;
  #conversation: Conversation | undefined;
  /** Told apart, so that what a former process says late is not taken for the present one's. */
  #life = 0;
  #startedAt = 0;
  #readyAt: number | undefined;
  #usedAt = performance.now();
  /** Ends in a row that nobody asked for. */
  #failures = 0;
  #retryAt = 0;
  #problem: string | undefined;
  #stopping: Promise<void> | undefined;
  #awaited: { resolve(initialized: Initialized): void; reject(error: Error): void }[] = [];
  #initialized: Initialized | undefined;
  #alarm: NodeJS.Timeout | undefined;
  /** Asked of a server that lets calls time out, to tell a slow one from one that hangs. */
  #pingedAt: number | undefined;

  constructor(host: BackendHost, introduction: Introduction) {
    this.#host = host;
    this.introduction = introduction;
  }

  get state(): State {
    return this.#state;
  }

  /** Set while it is ready. */
  get conversation(): Conversation | undefined {
    return this.#state === "ready" ? this.#conversation : undefined;
  }

  /** Calls that it works on or that wait for it to start. */
  get load(): number {
    return this.#waiting.size + (this.#conversation?.inFlight ?? 0);
  }

  get usedAt(): number {
    return this.#usedAt;
  }

  get child(): { pid: number; startedAt: number; initializedAfter?: number; inFlight: number } | undefined {
    if (!this.#child || this.#child.pid === 0) return undefined;
    const { pid, startedAt } = this.#child;
    const after = this.#readyAt === undefined ? undefined : this.#readyAt - this.#startedAt;
    const inFlight = this.#conversation?.calls.size ?? 0;
    return { pid, startedAt, ...(after !== undefined && { initializedAfter: Math.round(after) }), inFlight };
  }

  /** Why it is `failed`, and the instant of the next attempt on the clock of `performance`. */
  get failure(): { readonly problem: string; readonly retryAt: number } | undefined {
    return this.#state === "failed" ? { problem: this.#problem ?? "", retryAt: this.#retryAt } : undefined;
  }

  run(call: Call): void {
    this.#usedAt = performance.now();
    if (this.#state === "ready") return this.#conversation!.send(call);
    if (this.#isLooping()) {
      call.fail("crashed", this.#loopError());
      return call.free();
    }
    this.#waiting.add(call);
    call.withdraw = () => {
      this.#waiting.delete(call);
      call.free();
    };
    this.wake();
  }

  /** Starts it, at once or when the time has come; does nothing where it runs. */
  wake(): void {
    const now = performance.now();
    this.#usedAt = now;
    if (this.#state === "asleep" || (this.#state === "failed" && now >= this.#retryAt)) void this.#start();
    else if (this.#state === "failed") this.#alarm ??= setTimeout(() => this.#onAlarm(), this.#retryAt - now);
  }

  /** What it says of itself, as soon as it runs. Rejects with a message for people where it cannot be started. */
  initialized(): Promise<Initialized> {
    if (this.#state === "ready") return Promise.resolve(this.#initialized!);
    if (this.#isLooping()) return Promise.reject(new Error(this.#loopError().message));
    return new Promise((resolve, reject) => {
      this.#awaited.push({ resolve, reject });
      this.wake();
    });
  }

  /** Ends it in good order. Calls that it works on fail. `within`: milliseconds. */
  async stop(why = "The server was stopped", within?: number): Promise<void> {
    this.#life++;
    const [child, conversation] = [this.#child, this.#conversation];
    this.#leave("asleep");
    this.#failWaiting(why);
    if (!child) return this.#stopping;
    conversation?.end({ code: null, signal: null, reason: why }, this.#host.name);
    this.#stopping = child.stop(within);
    await this.#stopping;
    this.#stopping = undefined;
  }

  tick(now: number, keep: boolean): void {
    const { limits, timing } = this.#host;
    if (this.#state === "failed") {
      if (keep) this.wake();
    } else if (this.#state === "waking") {
      if (this.#child && timing.start > 0 && now - this.#startedAt > timing.start) {
        this.#giveUp(`It did not answer \`initialize\` within ${Math.round(timing.start / 1000)} s`);
      }
    } else if (this.#state === "ready") {
      const conversation = this.#conversation!;
      if (conversation.tick(now, timing.call, limits.afterCancel, this.#host.name)) this.#check(conversation);
      if (this.load > 0) this.#usedAt = now;
      if (timing.idle > 0 && !keep && now - this.#usedAt > timing.idle) void this.stop();
    }
  }

  /** The time between two attempts is over. */
  #onAlarm(): void {
    this.#alarm = undefined;
    if (this.#state === "failed") this.wake();
  }

  async #start(): Promise<void> {
    const life = ++this.#life;
    const { name } = this.#host;
    this.#state = "waking";
    this.#readyAt = undefined;
    this.#startedAt = performance.now();
    let runnable: Runnable;
    try {
      await this.#stopping;
      runnable = await this.#host.launch();
    } catch (error) {
      if (life === this.#life) this.#onFailed({ code: null, signal: null, reason: messageOf(error), stderr: [] });
      return;
    }
    if (life !== this.#life) return;
    if (this.#failures > 0) this.#host.onRestart();
    this.#host.log({ event: "child-starting", server: name, shown: runnable.shown });
    this.#startedAt = performance.now();
    const conversation = this.#converse(life, runnable);
    const answer = await conversation.ask("initialize", this.introduction);
    if (life !== this.#life) return;
    this.#onInitialized(conversation, answer);
  }

  #converse(life: number, runnable: Runnable): Conversation {
    const { name } = this.#host;
    const child = startChild(runnable, {
      onMessage: (message) => {
        if (life === this.#life) this.#receive(conversation, message);
      },
      onExit: (exit) => this.#onExit(life, child, conversation, exit),
      onStderr: (line) => this.#host.log({ event: "child-stderr", server: name, pid: child.pid, line }),
      onNoise: (line) => this.#host.log({ event: "child-noise", server: name, pid: child.pid, line }),
    });
    const conversation = new Conversation(child, {
      onNotification: (message) => this.#host.onNotification(this, message),
      onQuestion: (message) => {
        if (message.method === "ping") conversation.tell({ jsonrpc: "2.0", id: message.id, result: {} });
        else this.#host.onQuestion(this, message);
      },
    });
    [this.#child, this.#conversation] = [child, conversation];
    return conversation;
  }

  #receive(conversation: Conversation, message: Message): void {
    try {
      conversation.receive(message);
    } catch (error) {
      const text = `A message could not be handed on: ${messageOf(error)}`;
      this.#host.log({ event: "log", server: this.#host.name, level: "warning", message: text });
    }
  }

  #onInitialized(conversation: Conversation, { result, error }: Message): void {
    if (error || typeof result !== "object" || result === null) {
      const detail = error ? `: ${error.message}` : "";
      return this.#giveUp(`It refused \`initialize\`${detail}`);
    }
    this.#state = "ready";
    // A server is not idle while it starts.
    this.#readyAt = this.#usedAt = performance.now();
    conversation.tell({ jsonrpc: "2.0", method: "notifications/initialized" });
    const { name } = this.#host;
    const ms = Math.round(this.#readyAt - this.#startedAt);
    this.#host.log({ event: "child-ready", server: name, pid: this.#child?.pid ?? 0, ms });
    this.#initialized = result as Initialized;
    this.#host.onReady(this, this.#initialized);
    for (const { resolve } of this.#awaited.splice(0)) resolve(this.#initialized);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const call of waiting) conversation.send(call);
  }

  /** It runs and is of no use. */
  #giveUp(reason: string): void {
    const [child, conversation] = [this.#child, this.#conversation];
    this.#life++;
    const exit = { code: null, signal: null, reason, stderr: [] };
    conversation?.end(exit, this.#host.name);
    this.#stopping = child?.stop().then(() => (this.#stopping = undefined));
    this.#onFailed(exit, child?.pid);
  }

  #onExit(life: number, child: Child, conversation: Conversation, exit: Exit): void {
    if (life !== this.#life) {
      this.#host.log({
        event: "child-ended",
        server: this.#host.name,
        pid: child.pid,
        asked: true,
        exit: stamped(exit),
      });
      return;
    }
    this.#life++;
    // The process may have left others behind; a new one waits until they are gone.
    this.#stopping = child.stop().then(() => (this.#stopping = undefined));
    if (this.#readyAt !== undefined && performance.now() - this.#readyAt > this.#host.limits.healthy)
      this.#failures = 0;
    this.#onFailed(exit, child.pid);
    conversation.end(exit, this.#host.name);
  }

  #onFailed(exit: Exit, pid?: number): void {
    this.#failures++;
    this.#problem = problemOf(exit);
    this.#retryAt = performance.now() + backOff(this.#failures);
    const wasReady = this.#readyAt !== undefined;
    this.#leave("failed");
    const { name } = this.#host;
    const status = stamped(exit);
    this.#host.log({ event: "child-ended", server: name, ...(pid && { pid }), asked: false, exit: status });
    if (!wasReady) this.#failWaiting(`The server ${name} did not start: ${this.#problem}`);
    this.#host.onEnded(status);
  }

  #failWaiting(message: string): void {
    for (const { reject } of this.#awaited.splice(0)) reject(new Error(message));
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const call of waiting) {
      call.withdraw = undefined;
      call.fail("crashed", { code: codes.internalError, message, data: { reason: "server-not-started" } });
      call.free();
    }
  }

  #leave(state: State): void {
    this.#state = state;
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
    this.#child = this.#conversation = undefined;
    this.#readyAt = this.#pingedAt = undefined;
  }

  #isLooping(): boolean {
    const { crashLoop } = this.#host.limits;
    return this.#state === "failed" && this.#failures >= crashLoop && performance.now() < this.#retryAt;
  }

  #loopError(): { code: number; message: string; data: unknown } {
    const seconds = Math.max(1, Math.ceil((this.#retryAt - performance.now()) / 1000));
    const message = `The server ${this.#host.name} ended ${this.#failures} times in a row; the next attempt is in ${seconds} s. ${this.#problem}`;
    return { code: codes.internalError, message, data: { reason: "crash-loop", retryAfter: seconds } };
  }

  /** A call timed out. A server that also leaves a ping unanswered, and says nothing else, hangs. */
  #check(conversation: Conversation): void {
    if (this.#pingedAt !== undefined) {
      if (conversation.heardAt < this.#pingedAt) this.#giveUp("It hung: calls timed out, and it answered no ping");
      return;
    }
    this.#pingedAt = performance.now();
    void conversation.ask("ping", undefined).then(() => (this.#pingedAt = undefined));
  }
}

function problemOf({ code, signal, reason, stderr }: Exit): string {
  const how = reason || (signal ? `${signal} ended it` : `It ended with code ${code}`);
  const last = stderr.findLast((line) => line.trim() !== "");
  return last === undefined ? `${how}.` : `${how}. Its last words: ${last}`;
}

function stamped({ code, signal, reason, stderr }: Exit): ExitStatus {
  return { at: Date.now(), code, signal, ...(reason && { reason }), stderr };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
