import {
  memberOf,
  nodeAt,
  plainOf,
  type Document,
  type Node,
  type ObjectNode,
  type Path,
  type Span,
} from "../document/document.ts";
import { lastOfEach } from "../model/values.ts";
import { runningKeys, type HubServer, type Manifest, type Origin, type Running, type Sharing } from "./manifest.ts";

/** Something in a manifest that the hub cannot use. */
export interface ManifestProblem {
  readonly path: Path;
  readonly span: Span;
  /** One sentence, no final dot. Never quotes a value. */
  readonly message: string;
}

export interface ReadManifest extends Manifest {
  readonly problems: readonly ManifestProblem[];
}

/** A week. */
const longest = 604_800;

const start = { start: 0, end: 0 };

/** What a manifest says. A server with a problem is left out; the others count. */
export function readManifest({ root }: Document): ReadManifest {
  const problems: ManifestProblem[] = [];
  const complain = (path: Path, node: Node | undefined, message: string): undefined => {
    problems.push({ path, span: node?.span ?? start, message });
  };
  if (root?.kind !== "object") complain([], root, "The manifest is no object");
  const servers = membersOf(root, "servers", complain).flatMap(([name, node]) => serverOf(name, node, complain) ?? []);
  const origins = membersOf(root, "origins", complain).flatMap(([key, node]) => originOf(key, node, complain) ?? []);
  return { servers, origins, problems };
}

/** What may be said of how a server is run: the test of a value, and what is wrong with one that fails it. */
const runningTests: Readonly<
  Record<(typeof runningKeys)[number], readonly [isRight: (value: unknown) => boolean, problem: string]>
> = {
  sharing: [isSharing, "none of `shared`, `serial`, `session` and `{ pool }`"],
  start: [(value) => value === "lazy" || value === "eager", "neither `lazy` nor `eager`"],
  idle: [isDuration, duration()],
  timeout: [isDuration, duration()],
  startTimeout: [isDuration, duration()],
  queue: [(value) => isWhole(value, 0, 1_000_000), "no whole number from 0 to 1000000"],
  queueTimeout: [isDuration, duration()],
  processes: [(value) => isWhole(value, 1, 1000), "no whole number from 1 to 1000"],
};

type Complain = (path: Path, node: Node | undefined, message: string) => undefined;

function membersOf(
  root: Node | undefined,
  key: string,
  complain: Complain,
): readonly (readonly [string, ObjectNode])[] {
  const map = memberOf(root, key)?.value;
  if (map === undefined) return [];
  if (map.kind !== "object") {
    complain([key], map, `\`${key}\` is no object`);
    return [];
  }
  return lastOfEach(map.members).flatMap(({ key: name, value }) => {
    if (value.kind === "object") return [[name, value] as const];
    complain([key, name], value, "It is no object");
    return [];
  });
}

function serverOf(name: string, node: ObjectNode, complain: Complain): HubServer | undefined {
  const wrong = (key: string, message: string): undefined =>
    complain(["servers", name, key], nodeAt(node, [key]) ?? node, message);
  const value = (key: string): unknown => {
    const member = memberOf(node, key);
    return member && plainOf(member.value);
  };
  const [port, command, args, env, cwd] = [
    value("port"),
    value("command"),
    value("args") ?? [],
    value("env") ?? {},
    value("cwd"),
  ];
  const ejected = value("ejected") ?? false;
  const running: Record<string, unknown> = {};
  if (!isWhole(port, 1, 65535)) return wrong("port", "`port` is no whole number from 1 to 65535");
  if (typeof command !== "string" || command.trim() === "") return wrong("command", "`command` is no text");
  if (!Array.isArray(args) || !args.every(isText)) return wrong("args", "`args` is no list of texts");
  if (!isTextMap(env)) return wrong("env", "`env` is no map of texts");
  if (cwd !== undefined && !isText(cwd)) return wrong("cwd", "`cwd` is no text");
  for (const key of runningKeys) {
    const given = value(key);
    const [isRight, problem] = runningTests[key];
    if (given === undefined) continue;
    if (!isRight(given)) return wrong(key, `\`${key}\` is ${problem}`);
    running[key] = given;
  }
  if (typeof ejected !== "boolean") return wrong("ejected", "`ejected` is neither true nor false");
  return {
    name,
    port,
    command,
    args,
    env: Object.fromEntries(Object.entries(env)),
    ...(cwd !== undefined && { cwd }),
    ...(running as Running),
    ejected,
  };
}

function originOf(key: string, node: ObjectNode, complain: Complain): Origin | undefined {
  const value = (name: string): unknown => {
    const member = memberOf(node, name);
    return member && plainOf(member.value);
  };
  const [server, file, path, client, text] = [
    value("server"),
    value("file"),
    value("path"),
    value("client"),
    value("text"),
  ];
  const isPath = Array.isArray(path) && path.every((step) => isText(step) || isWhole(step, 0, Number.MAX_SAFE_INTEGER));
  const isOptionalText = client === undefined || isText(client);
  if (!isText(server) || !isText(file) || !isPath || !isOptionalText || !Array.isArray(text) || !text.every(isText)) {
    return complain(["origins", key], node, "It does not say where an entry came from");
  }
  return { server, file, path: path as Path, ...(client !== undefined && { client }), text };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isText);
}

function isWhole(value: unknown, from: number, to: number): value is number {
  return Number.isInteger(value) && from <= Number(value) && Number(value) <= to;
}

/** Seconds; more than a timer of the system can count would be none at all. */
function isDuration(value: unknown): boolean {
  return typeof value === "number" && 0 <= value && value <= longest;
}

function duration(): string {
  return `no number of seconds from 0 to ${longest}`;
}

function isSharing(value: unknown): value is Sharing {
  if (value === "shared" || value === "serial" || value === "session") return true;
  return typeof value === "object" && value !== null && isWhole((value as { pool?: unknown }).pool, 1, 1000);
}
