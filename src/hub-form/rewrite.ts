import { keyPath, type Dialect, type Key } from "../clients/client.ts";
import { nodeAt, type ObjectNode, type Path, type Plain } from "../document/document.ts";
import type { DocumentOp } from "../edit/op.ts";
import { allKeysOf, find, findFirst, isCommand, type Field } from "../model/keys.ts";
import { transportNamed } from "../model/transport.ts";
import type { Spelling } from "./hub-form.ts";

/** Where the command of an entry stands in it. */
export function commandPath(entry: ObjectNode, dialects: readonly Dialect[]): Path | undefined {
  const found = findFirst(entry, keysFor(dialects, "command"), isCommand);
  return found && keyPath(found.key);
}

/** The URL takes the place of the command, so that it stands where the eye looks for it and keeps its comments. */
export function addressOps(
  file: string,
  entry: ObjectNode,
  command: Path,
  address: readonly string[],
  url: string,
): readonly DocumentOp[] {
  const set: DocumentOp = { op: "set", file, path: address, value: url };
  if (nodeAt(entry, address)) return [{ op: "remove", file, path: command }, set];
  if (isSame(command.slice(0, -1), address.slice(0, -1)) && isAlone(entry, command)) {
    return [{ op: "rename", file, path: command, to: address.at(-1)! }, set];
  }
  const depth = address.findIndex((_, index) => !nodeAt(entry, address.slice(0, index + 1)));
  const value = address.slice(depth + 1).reduceRight<Plain>((inner, key) => ({ [key]: inner }), url);
  return [
    { op: "insert", file, path: address.slice(0, depth + 1), value },
    { op: "remove", file, path: command },
  ];
}

/** Gives the entry its new type, before the URL where it had none, and takes away any other word that says stdio. */
export function typeOps(
  file: string,
  entry: ObjectNode,
  dialects: readonly Dialect[],
  { type, url }: Spelling,
): readonly DocumentOp[] {
  const wanted = type && keyPath(type.key);
  const old = foundUnder(entry, keysFor(dialects, "type")).filter(({ path, value }) => {
    return value.kind === "scalar" && transportNamed(String(value.value)) === "stdio" && !isSame(path, wanted ?? []);
  });
  return [...old.map(({ path }): DocumentOp => ({ op: "remove", file, path })), ...wantedType()];

  function wantedType(): readonly DocumentOp[] {
    if (!type || !wanted) return [];
    if (nodeAt(entry, wanted)) return [{ op: "set", file, path: wanted, value: type.value }];
    const address = keyPath(url);
    const beside = isSame(wanted.slice(0, -1), address.slice(0, -1));
    return [{ op: "insert", file, path: wanted, value: type.value, ...(beside && { before: address.at(-1)! }) }];
  }
}

/** Takes away all that is about starting a process. One key left behind makes some clients refuse their whole file. */
export function leftoverOps(
  file: string,
  entry: ObjectNode,
  dialects: readonly Dialect[],
  { url }: Spelling,
  command: Path,
): readonly DocumentOp[] {
  const fields: readonly Field[] = ["command", "args", "env", "cwd", "url"];
  const keys = [...fields.flatMap((field) => keysFor(dialects, field)), ...stdioOnly(dialects)];
  return foundUnder(entry, keys)
    .filter(({ path }) => !isSame(path.slice(0, command.length), command) && !isSame(path, keyPath(url)))
    .map(({ path }) => ({ op: "remove", file, path }));
}

/** Keys that none of the dialects reads in an entry with a URL. */
function stdioOnly(dialects: readonly Dialect[]): readonly string[] {
  const kept = new Set(
    dialects.flatMap(({ http, otherKeys }) => [...Object.keys(http?.otherKeys ?? {}), ...Object.keys(otherKeys)]),
  );
  return dialects.flatMap(({ stdio }) => Object.keys(stdio?.otherKeys ?? {})).filter((key) => !kept.has(key));
}

function keysFor(dialects: readonly Dialect[], field: Field): readonly Key[] {
  return dialects.flatMap((dialect) => allKeysOf(dialect, field));
}

/** What stands under these keys, each once. */
function foundUnder(
  entry: ObjectNode,
  keys: readonly Key[],
): readonly { path: Path; value: ObjectNode["members"][number]["value"] }[] {
  const found = new Map(
    keys.flatMap((key) => {
      const member = find(entry, key);
      const path = keyPath(key);
      return member ? [[path.join("\0"), { path, value: member.value }]] : [];
    }),
  );
  return [...found.values()];
}

function isAlone(entry: ObjectNode, path: Path): boolean {
  const parent = nodeAt(entry, path.slice(0, -1));
  return parent?.kind === "object" && parent.members.filter(({ key }) => key === path.at(-1)).length === 1;
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}
