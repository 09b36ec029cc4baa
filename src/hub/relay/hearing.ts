import { codes, isId, isObject, type Id, type Notification, type Request } from "../message.ts";
import type { Call } from "./call.ts";
import { unanswerable, type Conversation } from "./conversation.ts";
import { reaches, type Level } from "./levels.ts";
import type { Capabilities, Party } from "./party.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** What a process says, and who could be meant. */
export interface Audience {
  readonly conversation: Conversation;
  readonly subscriptions: Subscriptions;
  /** Open questions of it, by the id it gave them. */
  readonly questions: Map<Id, Party>;
  /** Who has to do with a task or an elicitation, by its id. */
  readonly owners: Owners;
  /** The session it works for, where every session has a process. */
  readonly only: Party | undefined;
  /** Whether it works for one client alone, so that roots can be those of the client. */
  readonly isolated: boolean;
  /** Everybody who uses the server. */
  readonly everybody: Iterable<Party>;
  /** The least level that those get who chose none; undefined: all that the server writes by itself. */
  readonly defaultLevel: Level | undefined;
}

/** Ids that a server gave to something that outlives a call. Bounded: the oldest are forgotten. */
export class Owners {
  readonly #parties = new Map<string, Party>();

  set(id: unknown, party: Party): void {
    if (typeof id !== "string") return;
    this.#parties.set(id, party);
    if (this.#parties.size > 1000) this.#parties.delete(this.#parties.keys().next().value!);
  }

  get(id: unknown): Party | undefined {
    return this.#parties.get(id as string);
  }

  forget(party: Party): void {
    for (const [id, owner] of this.#parties) if (owner === party) this.#parties.delete(id);
  }
}

/**
 * Hands a notification to whom it concerns. A process does not say to which call a message belongs: where only one party
 * has calls in flight, it is the newest of these.
 */
export function tell(message: Notification, audience: Audience): void {
  const params = isObject(message.params) ? message.params : {};
  switch (message.method) {
    case "notifications/message":
      return tellLog(message, params["level"], audience);
    case "notifications/resources/updated":
      for (const party of audience.subscriptions.of(String(params["uri"]))) party.push(message);
      return;
    case "notifications/tools/list_changed":
    case "notifications/prompts/list_changed":
    case "notifications/resources/list_changed":
      return broadcast(message, audience);
    case "notifications/cancelled":
      if (isId(params["requestId"])) withdraw(params["requestId"], message, audience);
      return;
    case "notifications/tasks/status":
      audience.owners.get(params["taskId"])?.push(message);
      return;
    case "notifications/elicitation/complete": {
      const owner = audience.owners.get(params["elicitationId"]);
      // To anybody else the id says nothing.
      return owner ? owner.push(message) : broadcast(message, audience);
    }
    default: {
      const { call } = addressee(audience);
      if (!call?.exchange.send(message)) broadcast(message, audience);
    }
  }
}

function tellLog(message: Notification, level: unknown, audience: Audience): void {
  const { party, call, several } = addressee(audience);
  // One of several callers: to show it to the others would be wrong, and nobody knows to whom.
  if (several) return;
  const wants = (party: Party): boolean => {
    const least = party.level ?? audience.defaultLevel;
    return (party.level !== undefined || party.logsByDefault) && (least === undefined || reaches(level, least));
  };
  if (call && party) {
    if (wants(party) && !call.exchange.send(message)) party.push(message);
    return;
  }
  for (const party of audience.everybody) if (wants(party)) party.push(message);
}

function broadcast(message: Notification, { everybody }: Audience): void {
  for (const party of everybody) party.push(message);
}

function withdraw(id: Id, message: Notification, { questions }: Audience): void {
  questions.get(id)?.withdraw(id, message);
  questions.delete(id);
}

interface Addressee {
  readonly party?: Party;
  /** Its newest call that the process works on. */
  readonly call?: Call;
  readonly several?: true;
}

function addressee({ conversation, only }: Audience): Addressee {
  let party = only;
  let call: Call | undefined;
  for (const each of conversation.calls.values()) {
    if (party && each.party !== party) return { several: true };
    ({ party } = each);
    call = each;
  }
  return { ...(party && { party }), ...(call && { call }) };
}

/**
 * Hands a question to the one party it can come from. Returns what became of it; `several`: to ask one of them would be a
 * guess, and show one what concerns another.
 */
export function ask(question: Request, name: string, audience: Audience): "asked" | "several" | "impossible" {
  const { conversation, questions, everybody } = audience;
  const { party = soleOf(everybody), call, several } = addressee(audience);
  const refuse = (code: number, message: string): void => conversation.tell(unanswerable(question.id, code, message));
  if (several) {
    refuse(
      codes.internalError,
      `Several sessions use ${name} at the same time, so that nobody knows whom this question is for. Set "sharing" to "serial" or "session" in mcp-hub.json`,
    );
    return "several";
  }
  if (!party || !canAnswer(question, party.capabilities, audience.isolated)) {
    refuse(codes.methodNotFound, `No client can answer ${question.method}`);
    return "impossible";
  }
  if (call) call.questions++;
  const asked = party.ask(question, call, (reply) => {
    questions.delete(question.id);
    if (call) {
      call.questions--;
      call.heardAt = performance.now();
    }
    conversation.tell({ jsonrpc: "2.0", id: question.id, ...reply });
  });
  if (asked) {
    questions.set(question.id, party);
    if (isObject(question.params)) audience.owners.set(question.params["elicitationId"], party);
    return "asked";
  }
  if (call) call.questions--;
  refuse(codes.internalError, "The client has no stream open on which it could be asked");
  return "impossible";
}

function soleOf(parties: Iterable<Party>): Party | undefined {
  const [first, ...more] = parties;
  return more.length === 0 ? first : undefined;
}

/** Whether the client said that it can. Roots are never those of one session where several share a process. */
function canAnswer({ method, params }: Request, capabilities: Capabilities, isIsolated: boolean): boolean {
  if (method === "roots/list") return isIsolated && capabilities["roots"] !== undefined;
  if (method === "sampling/createMessage") return capabilities["sampling"] !== undefined;
  if (method !== "elicitation/create") return true;
  const elicitation = capabilities["elicitation"];
  if (!isObject(elicitation)) return false;
  return !(isObject(params) && params["mode"] === "url") || elicitation["url"] !== undefined;
}
