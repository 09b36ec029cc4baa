import { keyPath, type Dialect, type Key } from "../clients/client.ts";
import { memberOf, type Document, type Member, type Node, type ObjectNode, type Path } from "../document/document.ts";
import type { Located, ServerEntry, Setting } from "./entry.ts";
import { allKeysOf, find, findFirst, isCommand, isText, type Found } from "./keys.ts";

/** What an entry says, found under the keys of its dialect first and under any known key after. */
export type Values = Pick<
  ServerEntry,
  "type" | "command" | "args" | "env" | "cwd" | "url" | "headers" | "disabled" | "rest"
>;

/** `path`: of the entry. `nameKey`: the member that is its name, in an array. */
export function valuesOf(
  document: Document,
  path: Path,
  node: ObjectNode,
  dialect: Dialect | undefined,
  nameKey?: string,
): Values {
  const command = findFirst(node, allKeysOf(dialect, "command"), isCommand);
  const args = findFirst(node, allKeysOf(dialect, "args"), isAnything);
  const type = findFirst(node, allKeysOf(dialect, "type"), isText);
  const cwd = findFirst(node, allKeysOf(dialect, "cwd"), isText);
  const url = findFirst(node, allKeysOf(dialect, "url"), isText);
  const disabled = findFirst(node, allKeysOf(dialect, "disabled"), isBoolean);
  const env = findEvery(node, allKeysOf(dialect, "env"));
  const headers = findEvery(node, allKeysOf(dialect, "headers"));
  const used = new Set([nameKey]);
  for (const found of [command, args, type, cwd, url, disabled, ...env, ...headers])
    if (found) used.add(keyPath(found.key)[0]);
  const [program, ...inCommand] = command ? commandWords(document, path.concat(command.key), command.member) : [];
  // Written out, for there are thousands: every spread makes the object anew.
  const values: Writable<Values> = {
    args: args ? inCommand.concat(wordsOf(document, path.concat(args.key), args.member)) : inCommand,
    env: settingsAt(document, path, env),
    headers: settingsAt(document, path, headers),
    rest: node.members.filter(({ key }) => !used.has(key)),
  };
  if (type) values.type = located(document, path, type);
  if (program) values.command = program;
  if (cwd) values.cwd = located(document, path, cwd);
  if (url) values.url = located(document, path, url);
  if (disabled) {
    const { member } = disabled;
    values.disabled = { ...located(document, path, disabled), value: isTrue(member), key: member.key };
  }
  return values;
}

/** Under every key, each member once. */
function findEvery(node: ObjectNode, keys: readonly Key[]): readonly Found[] {
  const all: Found[] = [];
  for (const key of keys) {
    const member = find(node, key);
    if (member && !all.some((found) => found.member === member)) all.push({ member, key });
  }
  return all;
}

function located(document: Document, path: Path, { member, key }: Found): Located<string> {
  const { value, keySpan } = member;
  return { value: textOf(value), document, path: path.concat(key), span: value.span, keySpan };
}

function settingsAt(document: Document, path: Path, found: readonly Found[]): readonly Setting[] {
  return found.flatMap(({ member, key }) => settingsOf(document, path.concat(key), member.value));
}

function isAnything(): boolean {
  return true;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The string a scalar gives a program; empty for what is no scalar, and for null. */
function textOf(node: Node): string {
  return node.kind === "scalar" && node.value !== null ? String(node.value) : "";
}

function isBoolean({ value }: Member): boolean {
  return value.kind === "scalar" && typeof value.value === "boolean";
}

function isTrue({ value }: Member): boolean {
  return value.kind === "scalar" && value.value === true;
}

/** The program and, where the command is a list or an object, its arguments. */
function commandWords(document: Document, path: Path, member: Member): readonly Located<string>[] {
  const { value } = member;
  if (value.kind !== "object") return wordsOf(document, path, member);
  return ["path", "args"].flatMap((key) => {
    const inner = memberOf(value, key);
    return inner ? wordsOf(document, path.concat(key), inner) : [];
  });
}

/** Scalars of a list, or a scalar alone. */
function wordsOf(document: Document, path: Path, { value, keySpan }: Member): readonly Located<string>[] {
  if (value.kind === "array") {
    return value.items.flatMap((item, index) =>
      isPresent(item) ? [{ value: textOf(item), document, path: path.concat(index), span: item.span }] : [],
    );
  }
  return isPresent(value) ? [{ value: textOf(value), document, path, span: value.span, keySpan }] : [];
}

function isPresent(node: Node): boolean {
  return node.kind === "scalar" && node.value !== null;
}

/** A map of scalars, or a list of `Name: value`. An empty list is how PHP writes an empty map. */
function settingsOf(document: Document, path: Path, node: Node): readonly Setting[] {
  switch (node.kind) {
    case "object":
      return lastOfEach(node.members)
        .filter(({ value }) => value.kind === "scalar")
        .map(({ key, keySpan, value }) => {
          return { name: key, value: textOf(value), document, path: path.concat(key), span: value.span, keySpan };
        });
    case "array":
      return node.items.flatMap((item, index) => {
        const [, name, value] = /^([^:=\s]+)\s*[:=]\s*([^]*)$/.exec(textOf(item)) ?? [];
        if (name === undefined || value === undefined) return [];
        return [{ name, value, document, path: path.concat(index), span: item.span }];
      });
    default:
      return [];
  }
}

/** Of members with one name the last counts. */
export function lastOfEach(members: readonly Member[]): readonly Member[] {
  const last = new Map(members.map((member) => [member.key, member]));
  return last.size === members.length ? members : members.filter((member) => last.get(member.key) === member);
}
