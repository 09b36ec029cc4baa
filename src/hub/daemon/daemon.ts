import { randomBytes } from "node:crypto";
import { version } from "../../about.ts";
import { UserError } from "../../errors.ts";
import { diskFileSystem } from "../../file-system/disk.ts";
import { busyPorts } from "../../manifest/busy-ports.ts";
import { userManifest } from "../../manifest/place.ts";
import type { Platform } from "../../platform.ts";
import { writingHost } from "../../transaction/host.ts";
import { releaseLock, takeLock, type LockNote } from "../../transaction/lock.ts";
import { endLeftovers } from "../child/strays.ts";
import type { Hub, ReloadResult } from "../contract.ts";
import type { HubEvent } from "../event.ts";
import { startHub } from "../hub.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { launcherFor, platformOfServers } from "./launcher.ts";
import { openLog, type LogLine } from "./log.ts";
import { loadManifest, type ServedManifest } from "./manifests.ts";
import { memoryOf, sumOf } from "./memory.ts";
import { mergeManifests, type Merged } from "./merge.ts";
import { narrate } from "./narrate.ts";
import { hubFilesOf, type HubFiles } from "./place.ts";
import { redactionOf } from "./redaction.ts";
import { registeredManifests } from "./registry.ts";
import { routesOf } from "./routes.ts";
import { announce, withdraw, type Running } from "./running.ts";
import type { DaemonStatus, ManifestStatus } from "./status.ts";
import { tokenIn } from "./token.ts";
import { createWatcher } from "./watch.ts";

/** The hub's own port, just below those of its servers. */
export const HUB_PORT = 18900;

/** Milliseconds between two looks at the manifests. */
const WATCHING = 1_000;

export interface DaemonOptions {
  readonly platform: Platform;
  /** Where to listen instead of 127.0.0.1; needs a token. */
  readonly host?: string;
  /** Sees every line of the log. */
  readonly onLine?: (line: LogLine) => void;
}

export interface DaemonReload extends ReloadResult {
  readonly manifests: readonly ManifestStatus[];
}

/** @throws UserError where another hub of this user runs, or an option or a port is in the way. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { platform } = options;
  const files = hubFilesOf(platform);
  const host = { ...writingHost(platform), stateFolder: files.folder };
  takeLock(host, runsAlready);
  try {
    const daemon = new Daemon(options, files);
    await daemon.start();
    announce({ process: host.processes.self, version, since: daemon.since, ...daemon.door }, files);
    void daemon.stopped.then(() => releaseLock(host));
    return daemon;
  } catch (error) {
    releaseLock(host);
    throw error;
  }
}

function runsAlready(note: LockNote | undefined, lock: string): UserError {
  return new UserError(
    note ? `the hub runs already: process ${note.pid} since ${note.since}` : "the hub is just being started",
    `mcp-lint hub status tells more; if no hub is running, remove ${lock}`,
  );
}

/** The hub of one user: serves all manifests and follows their changes, until it is told to stop. */
export class Daemon {
  readonly since = new Date().toISOString();
  /** Settled once every server and connection is ended. */
  readonly stopped: Promise<void>;
  readonly #platform: Platform;
  #serverPlatform: Platform;
  readonly #files: HubFiles;
  readonly #options: DaemonOptions;
  readonly #secret = randomBytes(32).toString("base64url");
  readonly #token: string | undefined;
  readonly #log;
  readonly #watcher = createWatcher(() => this.#reloadChanged(), WATCHING);
  #hub: Hub | undefined;
  #manifests: readonly ServedManifest[] = [];
  #merged: Merged = mergeManifests([]);
  #redact: (text: string) => string = (text) => text;
  #reloading: Promise<unknown> = Promise.resolve();
  #stopping: Promise<void> | undefined;
  #tellStopped!: () => void;

  constructor(options: DaemonOptions, files: HubFiles) {
    this.#options = options;
    this.#platform = this.#serverPlatform = options.platform;
    this.#files = files;
    this.#token = tokenIn(files);
    this.#log = openLog(files.log, (text) => this.#redact(text));
    this.stopped = new Promise((resolve) => (this.#tellStopped = resolve));
  }

  async start(): Promise<void> {
    const { host } = this.#options;
    const token = this.#token;
    if (host !== undefined && token === undefined) {
      throw new UserError("on another address than 127.0.0.1 the hub needs a token", "mcp-lint hub token makes one");
    }
    // Before the first server starts; listening needs not wait for it.
    const cleared = this.#endLeftovers();
    this.#serverPlatform = await platformOfServers(this.#platform, this.#files);
    await this.#load();
    const metrics = createMetrics(() => this.#hub!.status());
    const launch = launcherFor(
      this.#serverPlatform,
      this.#files,
      (name) => this.#merged.homes.get(name),
      (server, message) => this.#tell({ event: "log", server, level: "info", message }),
    );
    this.#hub = await startHub(this.#merged.manifest, {
      routing: "port",
      port: await this.#ownPort(),
      ...(host !== undefined && { host, anyUser: true }),
      ...(token !== undefined && { token }),
      launch: async (server) => {
        await cleared;
        return launch(server);
      },
      stateFolder: this.#files.folder,
      log: (event) => {
        metrics.observe(event);
        this.#tell(event);
      },
      handle: routesOf({
        secret: this.#secret,
        metrics,
        control: {
          status: () => this.status(),
          reload: () => this.reload(),
          stop: () => void setImmediate(() => void this.stop()),
        },
        isReady: () => this.#hub !== undefined && this.#stopping === undefined,
      }),
    });
    this.#tellProblems();
    this.#follow();
  }

  async #endLeftovers(): Promise<void> {
    const left = await endLeftovers().catch(() => []);
    if (left.length === 0) return;
    this.#write({ level: "warning", text: `ended what the last hub left behind: processes ${left.join(", ")}` });
  }

  /** The usual one where nobody has it, else any: what needs to know it reads it in `hub status`. */
  async #ownPort(): Promise<number> {
    const isMeant = this.#merged.manifest.servers.some(({ port, ejected }) => port === HUB_PORT && !ejected);
    const busy = await busyPorts({ from: HUB_PORT, to: HUB_PORT });
    return isMeant || busy.has(HUB_PORT) ? 0 : HUB_PORT;
  }

  /** How to talk to it. */
  get door(): Pick<Running, "port" | "secret" | "host"> {
    const { host } = this.#options;
    return { port: this.#hub?.port ?? 0, secret: this.#secret, ...(host !== undefined && { host }) };
  }

  async status(): Promise<DaemonStatus> {
    const { servers, pid } = this.#hub!.status();
    const pids = servers.flatMap(({ children }) => children.map((child) => child.pid));
    const memory = await memoryOf([pid, ...pids], this.#platform.os);
    return {
      version: 1,
      hub: {
        pid,
        program: version,
        since: this.since,
        port: this.door.port,
        log: this.#files.log,
        token: this.#token !== undefined,
        memory: memory.get(pid)!.alone,
      },
      manifests: this.#manifestStatuses(),
      servers: servers.map((server) => ({
        ...server,
        ...this.#merged.homes.get(server.name)!,
        id: server.name,
        memory: sumOf(server.children.flatMap((child) => memory.get(child.pid) ?? [])),
      })),
    };
  }

  /** Takes over what the manifests say now, one call after the other. */
  reload(): Promise<DaemonReload> {
    const next = this.#reloading.then(() => this.#reloadNow());
    this.#reloading = next.catch(() => undefined);
    return next;
  }

  stop(): Promise<void> {
    return (this.#stopping ??= this.#stopNow());
  }

  async #load(): Promise<void> {
    const { fileSystem, files } = { fileSystem: diskFileSystem, files: this.#files };
    const before = this.#manifests;
    const loaded = await Promise.all([
      loadManifest(userManifest(this.#platform), fileSystem),
      ...registeredManifests(files).map(({ file, accepted }) => loadManifest(file, fileSystem, accepted)),
    ]);
    // What is held back goes on as it was accepted, as long as this process knows how that was.
    this.#manifests = loaded.map((manifest) => ({
      ...manifest,
      servers: [
        ...manifest.servers,
        ...serversOf(manifest.file, before).filter(({ name }) => manifest.held.includes(name)),
      ],
    }));
    this.#merged = mergeManifests(this.#manifests);
    this.#redact = redactionOf(this.#manifests, this.#serverPlatform);
  }

  async #reloadNow(): Promise<DaemonReload> {
    await this.#load();
    this.#follow();
    const result = await this.#hub!.reload(this.#merged.manifest);
    const words = (["added", "removed", "changed"] as const).flatMap((verb) =>
      result[verb].length > 0 ? [`${verb}: ${result[verb].join(", ")}`] : [],
    );
    if (words.length > 0) this.#write({ level: "info", text: `took over the manifests; ${words.join("; ")}` });
    this.#tellProblems();
    return { ...result, manifests: this.#manifestStatuses() };
  }

  #reloadChanged(): void {
    this.reload().catch((error: unknown) =>
      this.#write({ level: "error", text: `the manifests could not be taken over: ${String(error)}` }),
    );
  }

  async #stopNow(): Promise<void> {
    this.#watcher.close();
    this.#write({ level: "info", text: "stops" });
    await this.#hub?.close();
    withdraw(this.#files);
    this.#log.close();
    this.#tellStopped();
  }

  #manifestStatuses(): readonly ManifestStatus[] {
    return this.#manifests.map(({ file, document, held, problems }) => {
      const conflicts = this.#merged.conflicts.filter(({ manifest }) => manifest === file);
      return {
        file,
        found: document !== undefined,
        held,
        problems: [
          ...problems,
          ...conflicts.map(
            ({ name, port, with: other }) =>
              `${name}: its port ${port} leads to ${other.name} of ${other.manifest}; give one of them another, here and in the configs`,
          ),
        ],
      };
    });
  }

  #tell(event: HubEvent): void {
    const line = narrate(event);
    const home = line?.server === undefined ? undefined : this.#merged.homes.get(line.server);
    if (line) this.#write({ ...line, ...(home && { manifest: home.manifest }) });
  }

  #tellProblems(): void {
    for (const { file, held, problems } of this.#manifestStatuses()) {
      for (const problem of problems) this.#write({ level: "error", manifest: file, text: `${file}: ${problem}` });
      if (held.length === 0) continue;
      const text = `${file}: ${held.join(", ")} changed since you accepted it; mcp-lint hub reload takes it over`;
      this.#write({ level: "warning", manifest: file, text });
    }
  }

  #write(line: Omit<LogLine, "time">): void {
    this.#log.write(line);
    this.#options.onLine?.({ time: new Date().toISOString(), ...line, text: this.#redact(line.text) });
  }

  #follow(): void {
    this.#watcher.follow([...this.#manifests.map(({ file }) => file), this.#files.manifests]);
  }
}

function serversOf(file: string, manifests: readonly ServedManifest[]): ServedManifest["servers"] {
  return manifests.find((each) => each.file === file)?.servers ?? [];
}
