import { version } from "../../about.ts";
import type { HubServer, Sharing } from "../../manifest/manifest.ts";
import { Knowledge, listMethods } from "../cache/knowledge.ts";
import type { Store } from "../cache/store.ts";
import type { Runnable } from "../child/child.ts";
import type { HubEvent } from "../event.ts";
import type { Limits } from "../limits.ts";
import { codes, isObject, type Id, type Notification, type Request } from "../message.ts";
import { perSession } from "../sharing/per-session.ts";
import { poolOf } from "../sharing/pool.ts";
import type { Settings } from "../sharing/settings.ts";
import type { Processes } from "../sharing/sharing.ts";
import type { CallStatus, ExitStatus } from "../status.ts";
import { Backend, type Introduction } from "./backend.ts";
import { Call, type Outcome } from "./call.ts";
import type { Initialized } from "./conversation.ts";
import { ask, Owners, tell, type Audience } from "./hearing.ts";
import { Latency } from "./latency.ts";
import { isLevel, mostVerbose, reaches, type Level } from "./levels.ts";
import type { Exchange, Party } from "./party.ts";
import { Subscriptions } from "./subscriptions.ts";

export interface RelayOptions {
  readonly server: HubServer;
  readonly settings: Settings;
  readonly limits: Limits;
  readonly store: Store;
  launch(): Promise<Runnable>;
  log(event: HubEvent): void;
}

/** What belongs to one process, beside the process. */
interface Ties {
  readonly knowledge: Knowledge;
  readonly subscriptions: Subscriptions;
  readonly questions: Map<Id, Party>;
  /** Whoever it was made for, where every session has a process. */
  readonly made: Party | undefined;
}

/** Newest revision that is asked of servers: those of the next one are not started with `initialize`. */
const newestLegacy = "2025-11-25";

/** What sessions of a shared process have in common. Roots are those of one client and would decide for all. */
const sharedIntroduction: Introduction = {
  protocolVersion: newestLegacy,
  capabilities: { sampling: {}, elicitation: { form: {}, url: {} } },
  clientInfo: { name: "mcp-lint-hub", title: "mcp-lint hub", version },
};

/** A list that no process announces changes of is asked for again behind the answer, but not more often than this. */
const staleAfter = 5000;

/** One server of the manifest: everybody who uses it on one side, its processes on the other. */
export class Relay {
  readonly name: string;
  readonly sharing: Sharing;
  readonly #options: RelayOptions;
  readonly #processes: Processes;
  readonly #ties = new Map<Backend, Ties>();
  /** By what the processes are told of the client, which may decide over what they offer. */
  readonly #knowledge = new Map<string, Knowledge>();
  readonly #asking = new Map<Knowledge, Promise<Initialized>>();
  readonly #parties = new Set<Party>();
  /** Chosen by sessions, and the most verbose that any single request ever asked for. */
  readonly #levels = new Map<Party | undefined, Level>();
  readonly #owners = new Owners();
  readonly #latency = new Latency();
  #total = 0;
  #failed = 0;
  #inFlight = 0;
  #restarts = 0;
  #refusedQuestions = 0;
  #lastExit: ExitStatus | undefined;
  #stopped: string | undefined;

  constructor(options: RelayOptions) {
    const { server, settings } = options;
    this.#options = options;
    this.name = server.name;
    this.sharing = settings.sharing;
    this.#processes =
      settings.sharing === "session"
        ? perSession(server.name, settings.processes, (party) => this.#make(party))
        : poolOf(server.name, poolSettings(settings), () => this.#make(undefined));
  }

  get server(): HubServer {
    return this.#options.server;
  }

  get backends(): Iterable<Backend> {
    return this.#processes.backends;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get refusedQuestions(): number {
    return this.#refusedQuestions;
  }

  get lastExit(): ExitStatus | undefined {
    return this.#lastExit;
  }

  get calls(): CallStatus {
    return {
      total: this.#total,
      failed: this.#failed,
      inFlight: this.#inFlight,
      queued: this.#processes.queued,
      ...this.#latency.quantiles(),
    };
  }

  /** How the server calls itself; undefined where it never ran. */
  get serverInfo(): Readonly<Record<string, unknown>> | undefined {
    for (const { initialized } of this.#knowledge.values()) if (initialized) return initialized.serverInfo;
    return undefined;
  }

  /** What a tool takes, as far as its list is known. */
  schemaOf(tool: unknown): unknown {
    for (const knowledge of this.#knowledge.values()) {
      const result = knowledge.list("tools/list")?.result;
      const tools = isObject(result) && Array.isArray(result["tools"]) ? result["tools"] : [];
      const found: unknown = tools.find((each: unknown) => isObject(each) && each["name"] === tool);
      if (isObject(found)) return found["inputSchema"];
    }
    return undefined;
  }

  /** Hears from now on what concerns everybody. */
  join(party: Party): void {
    this.#parties.add(party);
  }

  /** It is gone for good, and with it what was kept for it. */
  leave(party: Party): void {
    this.#parties.delete(party);
    for (const call of party.calls) call.cancel("The session ended");
    this.#owners.forget(party);
    for (const [backend, { subscriptions }] of this.#ties) {
      for (const uri of subscriptions.forget(party)) void backend.conversation?.ask("resources/unsubscribe", { uri });
    }
    if (this.#levels.delete(party)) this.#setLevels();
    this.#processes.forget(party);
  }

  /** What the server says of itself: from memory where it is known. Rejects with a message for people. */
  async initialize(party: Party): Promise<Initialized> {
    if (this.#stopped !== undefined) throw new Error(this.#stopped);
    const knowledge = this.#knowledgeOf(introductionOf(this.sharing, party));
    if (knowledge.initialized) return knowledge.initialized;
    // Many clients may come at once to a server that nobody knows yet: one of them starts it.
    const asking = this.#asking.get(knowledge) ?? this.#processes.initialized(party);
    this.#asking.set(knowledge, asking);
    return asking.finally(() => this.#asking.delete(knowledge));
  }

  /** Answers a request, at once or when the server has. */
  request(request: Request, party: Party, exchange: Exchange): Call {
    const call = new Call(request, party, exchange, this.#onSettled);
    this.#total++;
    this.#inFlight++;
    if (this.#stopped !== undefined) {
      call.fail("refused", { code: codes.internalError, message: this.#stopped });
      return call;
    }
    switch (call.method) {
      case "ping":
        call.settle({ jsonrpc: "2.0", result: {} }, "cached");
        break;
      case "logging/setLevel":
        this.#setLevel(call);
        break;
      case "resources/subscribe":
        this.#subscribe(call);
        break;
      case "resources/unsubscribe":
        this.#unsubscribe(call);
        break;
      default:
        if (isObject(request.params) && request.params["task"] !== undefined) this.#ownTask(call);
        if (!listMethods.has(call.method) || !this.#answerList(call)) this.#processes.submit(call);
    }
    return call;
  }

  /** A notification of a client that is none of the hub's own business. */
  notify(message: Notification, party: Party): void {
    // Of the roots of one client, a shared process must not hear.
    if (message.method === "notifications/roots/list_changed" && this.sharing !== "session") return;
    this.#processes.backendOf(party).conversation?.tell(message);
  }

  /** For a client without sessions: hears of these resources until it leaves. */
  async watch(uris: readonly string[], party: Party): Promise<void> {
    const backend = this.#processes.backendOf(party);
    const { subscriptions } = this.#ties.get(backend)!;
    for (const uri of uris) {
      const isNew = !subscriptions.has(uri);
      subscriptions.add(uri, party);
      if (isNew) void backend.conversation?.ask("resources/subscribe", { uri });
    }
    if (uris.length > 0 && !backend.conversation) await this.#processes.initialized(party);
  }

  /** Starts what is to run before anybody asks. */
  async start(): Promise<void> {
    if (this.sharing === "session") return;
    const nobody = { key: undefined } as Party;
    await this.#processes.initialized(nobody).catch(() => {});
  }

  tick(now: number): void {
    const isEager = this.#options.settings.eager && this.sharing !== "session";
    this.#processes.tick(now, (backend) => {
      const ties = this.#ties.get(backend);
      return isEager || ties?.subscriptions.isEmpty === false;
    });
    const left = new Set(this.#processes.backends);
    for (const backend of this.#ties.keys()) if (!left.has(backend)) this.#ties.delete(backend);
  }

  async stop(why: string, within?: number): Promise<void> {
    this.#stopped = why;
    await this.#processes.stop(why, within);
  }

  readonly #onSettled = (call: Call, outcome: Outcome): void => {
    this.#inFlight--;
    const now = performance.now();
    const ms = now - call.arrivedAt;
    if (outcome !== "answered" && outcome !== "cached" && outcome !== "cancelled") this.#failed++;
    if (call.sentAt !== undefined && (outcome === "answered" || outcome === "error")) this.#latency.add(ms);
    const { params } = call.request;
    const tool = call.method === "tools/call" && isObject(params) ? String(params["name"]) : undefined;
    const waited = (call.sentAt ?? now) - call.arrivedAt;
    const { name: server } = this;
    this.#options.log({
      event: "call",
      server,
      method: call.method,
      ...(tool !== undefined && { tool }),
      ms,
      waited,
      outcome,
    });
  };

  #make(party: Party | undefined): Backend {
    const { limits, settings, launch, log } = this.#options;
    const { name } = this;
    const introduction = introductionOf(this.sharing, party);
    const knowledge = this.#knowledgeOf(introduction);
    const backend = new Backend(
      {
        name,
        limits,
        timing: settings.timing,
        launch,
        log,
        onReady: (backend, initialized) => this.#onReady(backend, initialized),
        onRestart: () => this.#restarts++,
        onEnded: (exit) => (this.#lastExit = exit),
        onNotification: (backend, message) => this.#onNotification(backend, message),
        onQuestion: (backend, question) => this.#onQuestion(backend, question),
      },
      introduction,
    );
    this.#ties.set(backend, {
      knowledge,
      subscriptions: new Subscriptions(),
      questions: new Map(),
      made: party,
    });
    return backend;
  }

  #knowledgeOf({ capabilities, clientInfo }: Introduction): Knowledge {
    const offered = JSON.stringify(this.sharing === "session" ? [capabilities, clientInfo.name] : "shared");
    let knowledge = this.#knowledge.get(offered);
    if (!knowledge) {
      const { command, args, env, cwd } = this.server;
      const identity = JSON.stringify([command, args, env, cwd ?? null, offered]);
      this.#knowledge.set(offered, (knowledge = new Knowledge(identity, this.#options.store)));
    }
    return knowledge;
  }

  #onReady(backend: Backend, initialized: Initialized): void {
    const { knowledge, subscriptions, questions } = this.#ties.get(backend)!;
    questions.clear();
    knowledge.learn(initialized);
    const level = mostVerbose(this.#levels.values());
    if (level && initialized.capabilities?.["logging"]) void backend.conversation!.ask("logging/setLevel", { level });
    for (const uri of subscriptions.uris) void backend.conversation!.ask("resources/subscribe", { uri });
    for (const method of listMethods.keys()) if (knowledge.list(method)) void this.#refresh(backend, method);
  }

  /** Asks again for a list that clients have seen, and tells them where it is another one now. */
  async #refresh(backend: Backend, method: string): Promise<void> {
    const { knowledge } = this.#ties.get(backend)!;
    const response = await backend.conversation?.ask(method, {});
    if (!response || response.error || !knowledge.learnList(method, response.result)) return;
    if (knowledge.announces(method)) this.#tell(backend, changeOf(method));
  }

  #onNotification(backend: Backend, message: Notification): void {
    const capability = /^notifications\/(\w+)\/list_changed$/.exec(message.method)?.[1];
    if (capability !== undefined) this.#ties.get(backend)!.knowledge.doubt(capability);
    this.#tell(backend, message);
  }

  #tell(backend: Backend, message: Notification): void {
    const audience = this.#audienceOf(backend);
    if (audience) tell(message, audience);
  }

  #onQuestion(backend: Backend, question: Request): void {
    const audience = this.#audienceOf(backend);
    if (!audience || ask(question, this.name, audience) !== "several") return;
    this.#refusedQuestions++;
    this.#options.log({ event: "question-refused", server: this.name, method: question.method });
  }

  #audienceOf(backend: Backend): Audience | undefined {
    const ties = this.#ties.get(backend);
    const { conversation } = backend;
    if (!ties || !conversation) return undefined;
    const { subscriptions, questions, made } = ties;
    const only = made?.key === made ? made : undefined;
    return {
      conversation,
      subscriptions,
      questions,
      owners: this.#owners,
      only,
      isolated: made !== undefined,
      everybody: made ? [...this.#parties].filter(({ key }) => key === made.key) : this.#parties,
      // Others may have made it write more than it would by itself.
      defaultLevel: this.#levels.size === 0 ? undefined : "info",
    };
  }

  /** What becomes of the task is for the party alone that began it. */
  #ownTask(call: Call): void {
    call.onResult = (result) => {
      const task = isObject(result) ? result["task"] : undefined;
      if (isObject(task)) this.#owners.set(task["taskId"], call.party);
    };
  }

  #answerList(call: Call): boolean {
    const { params, method } = call.request;
    if (isObject(params) && params["cursor"] !== undefined && params["cursor"] !== null) return false;
    const knowledge = this.#knowledgeOf(introductionOf(this.sharing, call.party));
    const backend = this.#running(call.party);
    const list = knowledge.list(method);
    // A process of one session may offer what those of others do not.
    if (!list || (backend && (this.sharing === "session" || !this.#isGood(list, method, knowledge)))) {
      call.onResult = (result) => void knowledge.learnList(method, result);
      return false;
    }
    call.settle({ jsonrpc: "2.0", result: list.result }, "cached", list.text);
    const isDoubtful = backend && !knowledge.announces(method) && performance.now() - list.at > staleAfter;
    if (isDoubtful) void this.#refresh(backend, method);
    return true;
  }

  /** Resources come and go with the files they stand for; tools and prompts are part of the program. */
  #isGood(list: { readonly fresh: boolean }, method: string, knowledge: Knowledge): boolean {
    return list.fresh && (knowledge.announces(method) || !method.startsWith("resources/"));
  }

  #running(party: Party): Backend | undefined {
    if (this.sharing === "session") return this.#runs(this.#processes.backendOf(party));
    for (const backend of this.#processes.backends) if (backend.state === "ready") return backend;
    return undefined;
  }

  #runs(backend: Backend): Backend | undefined {
    return backend.state === "ready" ? backend : undefined;
  }

  #setLevel(call: Call): void {
    const { params } = call.request;
    const level = isObject(params) ? params["level"] : undefined;
    const { initialized } = this.#knowledgeOf(introductionOf(this.sharing, call.party));
    // What is wrong with it the server can say best.
    if (!isLevel(level) || !initialized?.capabilities?.["logging"]) return this.#processes.submit(call);
    call.party.level = level;
    this.#levels.set(call.party, level);
    this.#setLevels();
    call.settle({ jsonrpc: "2.0", result: {} }, "cached");
  }

  /** Makes sure that log messages of this level are written at all, for requests that ask for it one by one. */
  raiseLevel(level: Level): void {
    const former = this.#levels.get(undefined);
    if (former !== undefined && reaches(level, former)) return;
    this.#levels.set(undefined, level);
    this.#setLevels();
  }

  #setLevels(): void {
    const level = mostVerbose(this.#levels.values()) ?? "info";
    for (const { conversation } of this.#processes.backends) void conversation?.ask("logging/setLevel", { level });
  }

  #subscribe(call: Call): void {
    const uri = uriOf(call);
    const backend = this.#processes.backendOf(call.party);
    const { subscriptions } = this.#ties.get(backend)!;
    if (uri !== undefined && subscriptions.has(uri) && backend.conversation) {
      subscriptions.add(uri, call.party);
      call.settle({ jsonrpc: "2.0", result: {} }, "cached");
      return;
    }
    call.onResult = () => {
      if (uri !== undefined && this.#parties.has(call.party)) subscriptions.add(uri, call.party);
    };
    backend.run(call);
  }

  #unsubscribe(call: Call): void {
    const uri = uriOf(call);
    const backend = this.#processes.backendOf(call.party);
    const { subscriptions } = this.#ties.get(backend)!;
    const isLast = uri === undefined || subscriptions.remove(uri, call.party) || !subscriptions.has(uri);
    if (isLast && backend.conversation) backend.run(call);
    else call.settle({ jsonrpc: "2.0", result: {} }, "cached");
  }
}

function introductionOf(sharing: Sharing, party: Party | undefined): Introduction {
  if (sharing !== "session" || !party) return sharedIntroduction;
  const { capabilities, clientInfo } = party;
  return { protocolVersion: newestLegacy, capabilities, clientInfo };
}

function poolSettings({ sharing, queue }: Settings): Parameters<typeof poolOf>[1] {
  if (typeof sharing === "object") return { size: sharing.pool, concurrency: 1, queue };
  return { size: 1, concurrency: sharing === "serial" ? 1 : Infinity, queue };
}

function uriOf({ request: { params } }: Call): string | undefined {
  return isObject(params) && typeof params["uri"] === "string" ? params["uri"] : undefined;
}

function changeOf(method: string): Notification {
  return { jsonrpc: "2.0", method: `notifications/${listMethods.get(method)}/list_changed` };
}
