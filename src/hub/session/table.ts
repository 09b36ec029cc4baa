import type { HubEvent } from "../event.ts";
import type { Limits } from "../limits.ts";
import type { Relay } from "../relay/relay.ts";
import { claimsIn, newSessionId } from "./id.ts";
import { Session } from "./session.ts";

/** Ids of sessions that clients ended are remembered, up to so many: they must not come back. */
const mostEnded = 10_000;

/** The sessions of one server that are held in memory. */
export class SessionTable {
  readonly #relay: Relay;
  readonly #key: Uint8Array;
  readonly #limits: Limits;
  readonly #log: (event: HubEvent) => void;
  /** In the order of their last use, the longest ago first. */
  readonly #sessions = new Map<string, Session>();
  readonly #ended = new Set<string>();
  #keptAliveAt = performance.now();

  constructor(relay: Relay, key: Uint8Array, limits: Limits, log: (event: HubEvent) => void) {
    this.#relay = relay;
    this.#key = key;
    this.#limits = limits;
    this.#log = log;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Gives a session its id. */
  add(session: Session, version: string): void {
    const { capabilities, clientInfo } = session;
    session.version = version;
    session.id = newSessionId(this.#relay.name, { version, capabilities, clientInfo }, this.#key);
    this.#take(session, false);
  }

  /** The session of that id, also of one that a former hub gave. Undefined where nobody gave it, or it was ended. */
  find(id: string): Session | undefined {
    const known = this.#sessions.get(id);
    if (known) {
      known.usedAt = performance.now();
      this.#sessions.delete(id);
      this.#sessions.set(id, known);
      return known;
    }
    const claims = this.#ended.has(id) ? undefined : claimsIn(id, this.#relay.name, this.#key);
    if (!claims) return undefined;
    const session = new Session(claims, this.#limits);
    session.id = id;
    session.version = claims.version;
    this.#take(session, true);
    return session;
  }

  end(session: Session): void {
    this.#ended.add(session.id);
    if (this.#ended.size > mostEnded) this.#ended.delete(this.#ended.values().next().value!);
    this.#drop(session, "deleted");
  }

  tick(now: number): void {
    const isTime = now - this.#keptAliveAt >= this.#limits.keepAlive;
    if (isTime) this.#keptAliveAt = now;
    for (const session of this.#sessions.values()) {
      session.tick(now);
      if (isTime) session.keepAlive();
      if (!session.isQuiet) session.usedAt = now;
      else if (now - session.usedAt > this.#limits.sessionIdle) this.#drop(session, "idle");
    }
  }

  /** Ends the streams of all; the sessions themselves can go on with another hub. */
  close(): void {
    for (const session of this.#sessions.values()) session.close();
    this.#sessions.clear();
  }

  #take(session: Session, adopted: boolean): void {
    this.#sessions.set(session.id, session);
    this.#relay.join(session);
    const { name, version } = session.clientInfo;
    this.#log({ event: "session-opened", server: this.#relay.name, client: `${name} ${version}`.trim(), adopted });
    if (this.#sessions.size <= this.#limits.sessions) return;
    for (const oldest of this.#sessions.values()) {
      if (!oldest.isQuiet || oldest === session) continue;
      return this.#drop(oldest, "evicted");
    }
  }

  #drop(session: Session, why: "deleted" | "idle" | "evicted"): void {
    this.#sessions.delete(session.id);
    this.#relay.leave(session);
    session.close();
    this.#log({ event: "session-closed", server: this.#relay.name, why });
  }
}
