import type { Client, ConfigFile, Dialect, Effect } from "../clients/client.ts";
import type { Source } from "../discover/source.ts";
import type { ArrayNode, Document, Member, ObjectNode, Path, ScalarNode, Span } from "../document/document.ts";
import type { Platform } from "../platform.ts";
import type { Migration } from "../migration/migration.ts";
import type { AllowedStdio } from "../settings.ts";
import type { IdleSuppression, Supporting } from "../suppression/suppression.ts";
import type { Launch } from "./launch.ts";
import type { Machine } from "./machine.ts";
import type { IsDependency } from "./dependencies.ts";
import type { IsOwnPackage } from "./own-packages.ts";

/** A value with the place it stands at. */
export interface Located<T> {
  readonly value: T;
  readonly document: Document;
  readonly path: Path;
  /** Of the value, quotes included. */
  readonly span: Span;
  /** Of its key, where it has one. */
  readonly keySpan?: Span;
}

/**
 * `builtin`: part of the client itself, or of an extension. `none`: the entry names neither a command nor a URL; where it
 * is `loaded` all the same, it is an override that only switches a server of another file on or off.
 */
export type Transport = "stdio" | "http" | "sse" | "websocket" | "builtin" | "none";

/** One server in one document, once, however many clients read it. */
export interface ServerEntry {
  readonly source: Source;
  readonly document: Document;
  /** The span is that of the key, or of the value of the name key in an array. */
  readonly name: Located<string>;
  readonly path: Path;
  readonly node: ObjectNode;
  /** As the first reader sees it; from the keys alone where it is refused or nobody reads it. */
  readonly transport: Transport;
  /** Who looks here: the clients the file belongs to, then those that read it as well. */
  readonly readers: readonly MapReader[];
  /** Of the clients the file belongs to. */
  readonly ownReadings: readonly Reading[];
  /**
   * One per client that looks here, its own first; worked out when asked for, for most of a dozen are rarely asked for.
   * Empty for an entry under a root key that no reader knows.
   */
  readonly readings: readonly Reading[];
  readonly type?: Located<string>;
  /** The program alone, also where the client writes command and arguments in one list. */
  readonly command?: Located<string>;
  readonly args: readonly Located<string>[];
  /** Of every key that holds variables or headers anywhere: also where the first reader would not look. */
  readonly env: readonly Setting[];
  readonly cwd?: Located<string>;
  /** The URL that counts for the first reader; one it does not know where there is no other. */
  readonly url?: Located<string>;
  readonly headers: readonly Setting[];
  /** The member that says enabled or disabled, under whatever name it is known anywhere. */
  readonly disabled?: Located<boolean> & { readonly key: string };
  /** Members that are none of the above. */
  readonly rest: readonly Member[];
  /** What starting the command would really run. Set wherever there is a command. */
  readonly launch?: Launch;
  /**
   * Set on stdio entries: equal for two entries that start the same server. Hash of command, args, env as written, cwd;
   * worked out when asked for.
   */
  readonly identity: string | undefined;
}

export interface Setting extends Located<string> {
  readonly name: string;
}

/** How one client reads one entry. */
export interface Reading {
  readonly client: Client;
  readonly file: ConfigFile;
  readonly dialect: Dialect;
  /** What the client makes of it, or what it would have to be were it not refused. */
  readonly transport: Transport;
  /** `loaded`, or what goes wrong. `unknown` where the facts are missing; treat it as loaded. */
  readonly outcome: "loaded" | Extract<Effect, "skipped" | "entry-error" | "file-error" | "startup-error" | "unknown">;
  /** Why it is not loaded. */
  readonly reason?: RefusalReason;
  /** Switched off by a key this client honours. */
  readonly disabled: boolean;
}

export type RefusalReason =
  | "no-transport"
  | "url-without-type"
  | "command-without-type"
  | "unknown-type"
  | "command-and-url"
  | "leftover-stdio-keys"
  | "http-unsupported"
  | "sse-unsupported"
  | "stdio-unsupported"
  | "wrong-url-key"
  | "bad-shape";

/** Who looks at a place, and in which dialect. */
export interface MapReader {
  readonly client: Client;
  readonly file: ConfigFile;
  readonly dialect: Dialect;
}

/** A place where servers stand. */
export interface ServerMap {
  readonly source: Source;
  readonly document: Document;
  readonly path: Path;
  /** Of the last key of the path; the start of the file where the path is empty. */
  readonly keySpan: Span;
  /** Clients that look for servers exactly here. Empty where servers stand at a place that no reader of the file knows. */
  readonly readers: readonly MapReader[];
  readonly entries: readonly ServerEntry[];
  /** What stands among the servers of a map and is none. */
  readonly strays: readonly Stray[];
}

/** A member of a map of servers that is no object. To some clients a remark (`"_note": "…"`) is one, too. */
export interface Stray {
  readonly name: Located<string>;
  readonly path: Path;
  readonly node: ArrayNode | ScalarNode;
  /** Never `loaded`. */
  readonly readings: readonly Reading[];
}

/** Everything the rules see. */
export interface Project {
  readonly documents: readonly ModelledDocument[];
  readonly entries: readonly ServerEntry[];
  /** Absent where nothing can be moved to a hub, as on standard input. */
  readonly manifest?: HubPlace;
  /** Documents that are not linted, and that findings may point into. */
  readonly supporting?: readonly Supporting[];
  /** Comments and entries that accept nothing; known only when everything else is found. */
  readonly idleSuppressions?: readonly IdleSuppression[];
  /** Entries that the config lets stay on stdio. */
  readonly allowedStdio?: ReadonlyMap<ServerEntry, AllowedStdio>;
  /** What becomes of every entry that starts a process. Only a run that fixes works it out. */
  readonly migration?: Migration;
  /** The same as an outlook, where a rule wants to know: no fix comes of it. */
  readonly outlook?: Migration;
  /** Only a run over the whole machine asks it. */
  readonly machine?: Machine;
  /** Packages that come from this very repository. */
  readonly isOwnPackage?: IsOwnPackage;
  /** Packages that the npm project in a folder has installed. */
  readonly isDependency?: IsDependency;
  /** Only a run that fixes asks the machine. */
  readonly installed?: InstalledVersion;
  /** Only a run that fixes and may open a connection asks the registries. */
  readonly published?: PublishedVersion;
}

/**
 * The exact version of an npm package that is on this machine already, for a project around `folder` or for npx anywhere;
 * undefined where there is none, or more than one.
 */
export type InstalledVersion = (name: string, folder: string | undefined) => string | undefined;

/** The exact version of its package that an entry would be given by its registry; undefined where that was not asked. */
export type PublishedVersion = (entry: ServerEntry) => Published | undefined;

/** `why` there is none: one sentence without final dot. */
export type Published = { readonly version: string } | { readonly why: string };

/** Where the servers of a project go that are moved to the hub. */
export interface HubPlace {
  /** Absolute path of the manifest, whether it is there yet or not. */
  readonly file: string;
  /** `repo`: beside the configs of one repository. `user`: for all configs of this user. */
  readonly scope: "repo" | "user";
  readonly platform: Pick<Platform, "os" | "home">;
  readonly document?: Document;
  /** Ports that something else on this machine listens on, or another manifest has. */
  readonly busyPorts: ReadonlySet<number>;
  /** Ports of servers in other manifests, by `definitionKey`: the hub runs the same server once, at one port. */
  readonly portsElsewhere?: ReadonlyMap<string, number>;
}

export interface ModelledDocument {
  readonly source: Source;
  readonly document: Document;
  readonly maps: readonly ServerMap[];
  readonly entries: readonly ServerEntry[];
}
