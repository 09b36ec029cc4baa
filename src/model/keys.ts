import { keyPath, type Dialect, type Key } from "../clients/client.ts";
import { memberOf, type Member, type ObjectNode } from "../document/document.ts";
import { oncePer } from "../once-per.ts";

/** What an entry says, whatever a client calls it. */
export type Field = "type" | "command" | "args" | "env" | "cwd" | "url" | "headers" | "disabled";

type Keys = Readonly<Record<Field, readonly Key[]>>;

/** Every key known for a field in any client, the common one first: entries are copied from one client to the next. */
const everywhere: Keys = {
  type: ["type", "transport", "transportType", ["transport", "type"]],
  command: ["command", "cmd", ["transport", "command"]],
  args: ["args", "arguments", ["transport", "args"]],
  env: ["env", "envs", "environment", ["transport", "env"], ["command", "env"]],
  cwd: ["cwd", "working_directory", "workingDirectory", "workdir", ["transport", "cwd"]],
  url: ["url", "serverUrl", "httpUrl", "uri", "baseUrl", "server_url", ["transport", "url"]],
  headers: [
    "headers",
    "http_headers",
    ["requestOptions", "headers"],
    ["requestInit", "headers"],
    ["transport", "headers"],
    ["transport", "requestOptions", "headers"],
  ],
  disabled: ["disabled", "enabled", "isActive", "active", "autostart", "autoStart", "startup"],
};

/** The keys a dialect reads for a field, best first. */
export function keysOf(dialect: Dialect, field: Field): readonly Key[] {
  return ownKeys(dialect)[field];
}

const ownKeys = oncePer(({ typeKey, stdio, http, sse, disable, otherDisable }: Dialect): Keys => {
  const some = (...keys: readonly (Key | undefined)[]): readonly Key[] => keys.filter((key) => key !== undefined);
  return {
    type: some(typeKey),
    command: some(stdio?.command),
    args: some(stdio?.args),
    env: some(stdio?.env),
    cwd: some(stdio?.cwd),
    url: [...(http?.urls ?? []), ...(sse?.urls ?? [])],
    headers: some(http?.headers, sse?.headers),
    disabled: some(disable?.key, otherDisable?.key),
  };
});

/** Every key a field may stand under: those of the dialect, then those of all others. */
export function allKeysOf(dialect: Dialect | undefined, field: Field): readonly Key[] {
  return dialect ? allKeys(dialect)[field] : everywhere[field];
}

/** Whether a key says the same in some client as one of these fields. */
export function isKeyOfSome(key: string): boolean {
  return Object.values(everywhere).some((keys) => keys.some((one) => keyPath(one)[0] === key));
}

const allKeys = oncePer((dialect: Dialect): Keys => {
  const own = ownKeys(dialect);
  const joined = (field: Field): readonly Key[] => [...new Set([...own[field], ...everywhere[field]])];
  return {
    type: joined("type"),
    command: joined("command"),
    args: joined("args"),
    env: joined("env"),
    cwd: joined("cwd"),
    url: joined("url"),
    headers: joined("headers"),
    disabled: joined("disabled"),
  };
});

/** A member of an entry, at whatever depth, and the key it was found under. */
export interface Found {
  readonly member: Member;
  readonly key: Key;
}

/** The member under a key. */
export function find(node: ObjectNode, key: Key): Member | undefined {
  if (typeof key === "string") return memberOf(node, key);
  let at: Member["value"] = node;
  let member: Member | undefined;
  for (const step of key) {
    member = memberOf(at, step);
    if (!member) return undefined;
    at = member.value;
  }
  return member;
}

/** The first of these members that is there and satisfies the test. */
export function findFirst(
  node: ObjectNode,
  keys: readonly Key[],
  test: (member: Member) => boolean,
): Found | undefined {
  for (const key of keys) {
    const member = find(node, key);
    if (member && test(member)) return { member, key };
  }
  return undefined;
}

/** A string with something in it. Blank ones stand for nothing: some clients leave them behind. */
export function isText({ value }: Member): boolean {
  return value.kind === "scalar" && typeof value.value === "string" && value.value.trim() !== "";
}

/** A command in any of its forms: a string, a list, `{path, args}`. */
export function isCommand(member: Member): boolean {
  const { value } = member;
  if (value.kind === "array") return value.items.length > 0;
  return isText(member) || (value.kind === "object" && memberOf(value, "path") !== undefined);
}

/** Whether an object has what makes a server: a command or a URL. */
export function looksLikeEntry(node: Member["value"]): node is ObjectNode {
  if (node.kind !== "object") return false;
  return (
    findFirst(node, everywhere.command, isCommand) !== undefined ||
    findFirst(node, everywhere.url, isText) !== undefined
  );
}
