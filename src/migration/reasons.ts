import type { Scope } from "../clients/client.ts";
import type { Reading } from "../model/entry.ts";
import type { AllowedStdio } from "../settings.ts";
import type { StayReason } from "./migration.ts";

/** Why an entry stays, and what to do about it. */
export interface Refused {
  readonly reason: StayReason;
  readonly why: string;
  readonly wayOut: string;
}

/** `piece`: the reference that is in the way, as it is written; never a value. */
export function refuse(
  reason: keyof typeof texts,
  { client, file }: Pick<Reading, "client" | "file">,
  piece = "",
): Refused {
  const [why, wayOut] = texts[reason](client.name, `\`${piece}\``, !personal.has(file.scope));
  return { reason, why, wayOut };
}

/** On the hub it would be started once more for every session, too. `because`: one clause. */
export function keptApart(because: string): Refused {
  return {
    reason: "own-process",
    why: `Each session needs a process of its own, on a hub as well: ${because}`,
    wayOut: "leave it as it is; where everything is to go over HTTP, --fix=all moves it",
  };
}

/** What is being worked on had better not be shared. */
export const keptHere: Refused = {
  reason: "own-program",
  why: "It is a program of this project, and a process for all sessions would go on with what it was when it started",
  wayOut: "leave it as it is; where everything is to go over HTTP, --fix=all moves it",
};

/** The address of a hub that only one person could run helps nobody else. */
export const keptWithOnePerson: Refused = {
  reason: "own-program",
  why: "It needs a path on one person's machine, which nobody else who has this repository has",
  wayOut: "write a path that holds for everyone first; where everything is to go over HTTP, --fix=all moves it",
};

/** Whoever reads it shares it anyway. `clause`: who shares it there. */
export function sharedAlready({ client }: Pick<Reading, "client">, clause: string): Refused {
  return {
    reason: "shared-already",
    why: `${client.name} does not start it once for each session: ${clause}`,
    wayOut: "leave it as it is; where everything is to go over HTTP, --fix=all moves it",
  };
}

/** The hub wants a token that its clients cannot be given. `readings`: of those that start the entry. */
export function withoutToken(readings: readonly [Reading, ...Reading[]]): Refused {
  const [{ client }] = readings;
  const isAlone = readings.every((reading) => reading.client === client);
  return {
    reason: "no-token",
    why: isAlone
      ? `The hub asks for a token, and ${client.name} cannot take it from a variable`
      : "The hub asks for a token, and the clients that read this file have no common way to take it from a variable",
    wayOut: isAlone
      ? "run the hub without a token"
      : "give each client a file of its own, or run the hub without a token",
  };
}

/** An entry stays because the config says so. */
export function allowed({ reason, note }: AllowedStdio): Refused {
  const words = note === undefined ? purposes[reason] : `${purposes[reason]} (${note})`;
  return {
    reason: "allowed",
    why: `The config lets it stay on stdio: ${words}`,
    wayOut: "take it out of `allowStdio` to move it to the hub",
  };
}

const purposes: Readonly<Record<AllowedStdio["reason"], string>> = {
  isolation: "sessions are to be kept apart",
  "crash-tolerance": "a crash is to stop one session alone",
  "incompatible-dependencies": "its dependencies do not go with those of others",
  "single-tool": "one tool alone uses it",
};

/** What one person alone reads; a value of theirs may stand there. */
const personal: ReadonlySet<Scope> = new Set(["user", "local", "profile", "legacy"]);

type Text = (client: string, piece: string, isShared: boolean) => readonly [why: string, wayOut: string];

const leave = "leave this server to the client";

const texts: Readonly<
  Record<Exclude<StayReason, "allowed" | "no-token" | "own-process" | "own-program" | "shared-already">, Text>
> = {
  "broken-manifest": () => [
    "The hub manifest cannot be read",
    "correct mcp-hub.json first; mcp-lint reports what is wrong with it",
  ],
  "broken-file": () => [
    "The file has mistakes that must be corrected by hand first",
    "correct them and run --fix again",
  ],
  plugin: () => ["It is part of a plugin, and whoever installs that has not this hub", "leave it as it is"],
  example: () => ["It is there to be copied, and whoever copies it has not this hub", "leave it as it is"],
  "managed-file": (client) => [
    `This file of ${client} is managed by someone else and is never rewritten`,
    "change it where it is made, or override the server in a config of your own",
  ],
  "unwritable-file": (client) => [
    `Releases of ${client} differ in how they take a URL, so this file is never rewritten`,
    "enter the URL of the hub in the client itself",
  ],
  "hosted-client": (client) => [
    `${client} runs on another machine, where a hub of this one cannot be reached`,
    "leave it as it is",
  ],
  "generated-file": (client, piece) => [
    "The file is generated, and what is written here is lost when that runs again",
    piece === "``" ? "change the source it is made from" : `change ${piece}, which it is made from`,
  ],
  "uncertain-client": (client) => [
    `How ${client} reads URLs is only known from third parties, so its files are never rewritten`,
    "enter the URL of the hub in the client itself",
  ],
  "no-http": (client) => [
    `${client} reads this file and cannot take a URL`,
    "leave it as it is; in a file of its own the other clients could use the hub",
  ],
  "readers-disagree": () => [
    "The clients that read this file have no spelling of a URL in common",
    "give each client a file of its own",
  ],
  "prompted-value": (client, piece) => [
    `${client} asks for ${piece} when it starts the server, and the hub cannot ask`,
    "put the value into an environment variable and refer to that",
  ],
  "client-variable": (client, piece, isShared) => [
    `Only ${client} knows what ${piece} stands for`,
    isShared ? leave : `write the path itself, or ${leave}`,
  ],
  "client-reference": (client, piece) => [
    `Only ${client} can resolve ${piece}`,
    "put the value into an environment variable and refer to that",
  ],
  "variable-syntax": (client, piece, isShared) => [
    `It is not known what ${client} makes of ${piece}`,
    isShared ? leave : `write the value without a reference, or ${leave}`,
  ],
  "env-file": (client) => [
    `${client} reads its variables from a file, which the hub does not`,
    "list the variables under `env`, as references",
  ],
  "client-option": (client, piece) => [
    `${piece} makes ${client} start it in a way of its own, which a hub cannot`,
    `remove that key, or ${leave}`,
  ],
  "project-folder": (client) => [
    `${client} starts it in the folder of each project, and it depends on that folder`,
    "write absolute paths, or move the entry into the config of the project",
  ],
  "relative-path": (client) => [
    `Its working directory is relative to wherever ${client} is started`,
    "write an absolute path",
  ],
  "not-understood": () => ["Its command cannot be read", "write the command as a string and its arguments as a list"],
  "no-port": () => [
    "The range of ports for the hub has none left",
    "widen it with --ports, or put all servers on one port with --routing path",
  ],
};
