import { createHmac } from "node:crypto";
import path from "node:path";
import { availableParallelism } from "node:os";
import { UserError } from "../errors.ts";
import type { HubServer, Manifest } from "../manifest/manifest.ts";
import { storeIn } from "./cache/store.ts";
import type { Runnable } from "./child/child.ts";
import type { Hub, HubOptions, ReloadResult } from "./contract.ts";
import type { Refusal } from "./front/guard.ts";
import { listen, PortTaken, type Listener } from "./front/listener.ts";
import { siteOf, type ServerSite } from "./front/site.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { Relay } from "./relay/relay.ts";
import { keyIn } from "./session/key.ts";
import { SessionTable } from "./session/table.ts";
import { settingsOf } from "./sharing/settings.ts";
import { statusOf } from "./server-status.ts";
import type { HubStatus } from "./status.ts";

/** One server that is served. */
export interface Served {
  readonly relay: Relay;
  readonly sessions: SessionTable;
  readonly site: ServerSite;
}

const loopback = "127.0.0.1";

/**
 * Listens on the ports of the manifest and serves every server of it, each from its first call on. A port that is taken
 * is reported, and its server is reached by any other.
 * @throws UserError where it may not listen at that address, or no port at all is free.
 */
export async function startHub(
  manifest: Manifest,
  options: HubOptions<Runnable>,
  limits: Partial<Limits> = {},
): Promise<Hub> {
  checkAddress(options);
  const hub = new RunningHub(options, { ...defaultLimits, ...limits });
  await hub.start(manifest);
  return hub;
}

function checkAddress({ host = loopback, token }: HubOptions<Runnable>): void {
  if (/^127\.|^::1$|^localhost$/.test(host) || (token !== undefined && token !== "")) return;
  throw new UserError(`The hub would be open to others at ${host}`, "give it a token, or let it listen at 127.0.0.1");
}

class RunningHub implements Hub {
  readonly #options: HubOptions<Runnable>;
  readonly #limits: Limits;
  readonly #key: Uint8Array;
  readonly #store: ReturnType<typeof storeIn>;
  readonly #startedAt = Date.now();
  readonly #servers = new Map<string, Served>();
  readonly #listeners = new Map<number, Listener>();
  /** Ports that another process has, and which. */
  readonly #taken = new Map<number, string | undefined>();
  #manifest: Manifest = { servers: [], origins: [] };
  #clock: NodeJS.Timeout | undefined;
  #ownPort: number | undefined;
  #lookedAt = performance.now();
  #closed = false;
  #reloading: Promise<unknown> = Promise.resolve();

  constructor(options: HubOptions<Runnable>, limits: Limits) {
    this.#options = options;
    this.#limits = limits;
    const kept = keyIn(options.stateFolder);
    // A session belongs to the token it was opened with.
    this.#key = createHmac("sha256", kept)
      .update(options.token ?? "")
      .digest();
    this.#store = storeIn(path.join(options.stateFolder, "cache"), kept);
  }

  get port(): number | undefined {
    return this.#ownPort;
  }

  async start(manifest: Manifest): Promise<void> {
    this.#manifest = manifest;
    for (const server of manifest.servers) if (!server.ejected) this.#add(server);
    const { port } = this.#options;
    if (port !== undefined) await this.#open(port);
    await Promise.all(this.#portsOf(manifest).map((port) => this.#open(port)));
    const wanted = this.#portsOf(manifest).length > 0 || port !== undefined;
    if (wanted && this.#listeners.size === 0) {
      await this.close();
      const [[taken, holder] = []] = this.#taken;
      throw new UserError(
        `No port of the hub is free; ${taken} is taken${holder === undefined ? "" : ` by ${holder}`}`,
        "end that process, or change the ports in mcp-hub.json and the configs together",
      );
    }
    this.#clock = setInterval(() => this.#tick(), this.#limits.tick);
    void this.#startEager([...this.#servers.values()]);
  }

  status(): HubStatus {
    const { routing } = this.#options;
    const servers = this.#manifest.servers.map((server) => {
      const served = this.#servers.get(server.name);
      return statusOf(server, served, this.#urlOf(server), this.#taken);
    });
    return { pid: process.pid, startedAt: this.#startedAt, routing, servers };
  }

  /** One after the other: each starts from what the one before left. */
  reload(manifest: Manifest): Promise<ReloadResult> {
    const result = this.#reloading.then(() => this.#reload(manifest));
    this.#reloading = result.catch(() => {});
    return result;
  }

  async close(): Promise<void> {
    clearInterval(this.#clock);
    this.#closed = true;
    await this.#reloading;
    for (const listener of this.#listeners.values()) listener.refuse();
    const all = [...this.#servers.values()];
    this.#servers.clear();
    const why = "The hub was stopped";
    await Promise.all(all.map((served) => this.#end(served, why, 1500)));
    await Promise.all([...this.#listeners.values()].map((listener) => listener.close()));
    this.#listeners.clear();
    await this.#store.settled();
  }

  async #reload(manifest: Manifest): Promise<ReloadResult> {
    const result: Record<keyof ReloadResult, string[]> = { added: [], removed: [], changed: [] };
    const wanted = new Map(
      manifest.servers.flatMap((server) => (server.ejected ? [] : [[server.name, server] as const])),
    );
    const ending = new Map<string, Promise<void>>();
    for (const [name, served] of this.#servers) {
      const server = wanted.get(name);
      if (server && isSame(server, served.relay.server)) continue;
      result[server ? "changed" : "removed"].push(name);
      this.#servers.delete(name);
      ending.set(name, this.#end(served, "The server was taken out of the hub or changed"));
    }
    const fresh: Served[] = [];
    for (const [name, server] of wanted) {
      if (this.#servers.has(name)) continue;
      if (!ending.has(name)) result.added.push(name);
      // Requests wait where their server is ending; two of it at a time might be one too many.
      fresh.push(this.#add(server, ending.get(name)));
    }
    this.#manifest = manifest;
    await Promise.all([...ending.values(), this.#adjustPorts(manifest)]);
    void this.#startEager(fresh);
    return result;
  }

  /** `after`: what has to be over before a process of it may start. */
  #add(server: HubServer, after?: Promise<void>): Served {
    const { launch, log } = this.#options;
    const relay = new Relay({
      server,
      settings: settingsOf(server),
      limits: this.#limits,
      store: this.#store,
      launch: async () => {
        await after;
        return launch(server);
      },
      log,
    });
    const sessions = new SessionTable(relay, this.#key, this.#limits, log);
    const served = { relay, sessions, site: siteOf(relay, sessions, this.#limits) };
    this.#servers.set(server.name, served);
    return served;
  }

  async #end({ relay, sessions, site }: Served, why: string, within?: number): Promise<void> {
    site.close();
    const stopped = relay.stop(why, within);
    sessions.close();
    await stopped;
  }

  async #open(port: number): Promise<void> {
    if (this.#listeners.has(port)) return;
    const isOwn = port === this.#options.port;
    const name = this.#serverAt(port);
    const place = { port, ...(name !== undefined && { server: name }) };
    const { host = loopback, token, anyUser = false, log, handle } = this.#options;
    try {
      const listener = await listen({
        host,
        port,
        token,
        anyUser,
        body: this.#limits.body,
        log,
        route: (path) => this.#route(path, port),
        handle: (request, response, authorized) => (isOwn && handle?.(request, response, authorized)) ?? false,
      });
      // It may have been stopped meanwhile.
      if (this.#closed) return await listener.close();
      this.#listeners.set(port, listener);
      this.#taken.delete(port);
      if (isOwn) this.#ownPort = listener.port;
      log({ event: "listening", ...place, port: listener.port });
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error;
      const { holder = this.#taken.get(port) } = error;
      const isKnown = this.#taken.has(port) && this.#taken.get(port) === holder;
      this.#taken.set(port, holder);
      if (isKnown) return;
      log({ event: "port-taken", ...place, ...(holder !== undefined && { holder }) });
    }
  }

  async #adjustPorts(manifest: Manifest): Promise<void> {
    const wanted = new Set(this.#portsOf(manifest));
    if (this.#options.port !== undefined) wanted.add(this.#options.port);
    const closing = [...this.#listeners].filter(([port]) => !wanted.has(port));
    for (const [port] of closing) this.#listeners.delete(port);
    await Promise.all(closing.map(([, listener]) => listener.close()));
    for (const port of this.#taken.keys()) if (!wanted.has(port)) this.#taken.delete(port);
    await Promise.all([...wanted].map((port) => this.#open(port)));
  }

  /** Ports to listen on beside the hub's own; several servers may be on one. */
  #portsOf({ servers }: Manifest): readonly number[] {
    const ports = new Set(servers.flatMap(({ port, ejected }) => (ejected ? [] : [port])));
    if (this.#options.routing === "port") return [...ports];
    return this.#options.port === undefined && ports.size > 0 ? [Math.min(...ports)] : [];
  }

  #urlOf({ name, port }: HubServer): string {
    const { routing, host = loopback, port: own } = this.#options;
    const shown = host.includes(":") ? `[${host}]` : host;
    const isAlone = this.#manifest.servers.filter((server) => server.port === port).length === 1;
    const open = routing === "path" ? (own ?? this.#portsOf(this.#manifest)[0]) : port;
    const isPath = routing === "path" || !isAlone;
    return `http://${shown}:${open}/mcp${isPath ? `/${encodeURIComponent(name)}` : ""}`;
  }

  #route(path: string, port: number): ServerSite | Refusal {
    if (path === "/mcp") return this.#siteAt(port);
    const name = path.startsWith("/mcp/") ? decoded(path.slice(5)) : undefined;
    const served = name === undefined ? undefined : this.#servers.get(name);
    if (served) return served.site;
    if (path === "/sse" || path === "/messages" || path === "/message") {
      const why =
        "This is a Streamable HTTP server; the former transport HTTP+SSE is not served. The URL ends with /mcp";
      return { status: 404, why };
    }
    return { status: 404, why: "There is no such server; the paths are /mcp and /mcp/<server>" };
  }

  #siteAt(port: number): ServerSite | Refusal {
    const name = this.#options.routing === "port" ? this.#serverAt(port) : undefined;
    const served = name === undefined ? undefined : this.#servers.get(name);
    return served?.site ?? { status: 404, why: "On this port the path says which server: /mcp/<server>" };
  }

  /** A port belongs to one server; where several have it, to none. */
  #serverAt(port: number): string | undefined {
    const [only, ...more] = this.#manifest.servers.filter((server) => server.port === port && !server.ejected);
    return more.length === 0 ? only?.name : undefined;
  }

  #tick(): void {
    const now = performance.now();
    for (const { relay, sessions, site } of this.#servers.values()) {
      sessions.tick(now);
      site.tick(now);
      relay.tick(now);
    }
    if (this.#taken.size === 0 || now - this.#lookedAt < this.#limits.portRetry) return;
    this.#lookedAt = now;
    for (const port of this.#taken.keys()) void this.#open(port).catch(() => {});
  }

  /** So many at a time as there are processors: all at once would only be slower. */
  async #startEager(servers: readonly Served[]): Promise<void> {
    const left = servers.filter(({ relay }) => relay.server.start === "eager");
    const next = async (): Promise<void> => {
      for (let served = left.shift(); served; served = left.shift()) await served.relay.start();
    };
    await Promise.all(Array.from({ length: availableParallelism() }, next));
  }
}

function isSame(one: HubServer, other: HubServer): boolean {
  const [{ port: _, ...left }, { port: __, ...right }] = [one, other];
  return JSON.stringify(left) === JSON.stringify(right);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
