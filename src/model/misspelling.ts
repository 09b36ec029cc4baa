import { keyPath, type Dialect, type Key, type UrlShape } from "../clients/client.ts";
import { synonyms, type Role } from "../data/synonyms.ts";
import type { Member } from "../document/document.ts";
import { editDistance } from "./edit-distance.ts";
import type { Reading, ServerEntry } from "./entry.ts";
import { find } from "./keys.ts";
import { spelled } from "./spelling.ts";

export interface Misspelling {
  readonly member: Member;
  /** The key the client would have understood. */
  readonly meant: Key;
  /** Set where it is one of the keys a server cannot do without. */
  readonly role?: Role;
}

/** Keys that people add for other people. */
const remark = /^(?:[_$/#]|x-|comments?$|notes?$|description$|title$|name$)/i;

/** No key of a client is longer; longer words are not compared letter by letter. */
const longestKey = 40;

/** Keys of an entry that its owner does not know and that are all but certainly meant to be one it knows. */
export function misspellingsIn(entry: ServerEntry): readonly Misspelling[] {
  const [owner] = entry.readings;
  if (!owner || owner.client.certainty === "one-third-party") return [];
  const known = new Set(entry.readings.flatMap(({ dialect }) => knownKeys(dialect).map((key) => keyPath(key)[0]!)));
  const found: Misspelling[] = [];
  for (const member of entry.node.members) {
    if (known.has(member.key) || remark.test(member.key)) continue;
    const meant = meantBy(member.key, owner);
    if (meant === undefined || find(entry.node, meant)) continue;
    const role = roleOf(meant, owner.dialect);
    found.push({ member, meant, ...(role === undefined ? {} : { role }) });
  }
  return found;
}

/** The one of `words` that a mistyped word stands for, if it is close enough to be no other word. */
export function closest(word: string, words: readonly string[]): string | undefined {
  const plain = plainWord(word);
  return words.find((one) => plainWord(one) === plain) ?? words.find((one) => isTypo(plain, plainWord(one)));
}

/** Every key a dialect gives a meaning, in the order in which a guess should prefer them. */
function knownKeys({ nameKey, typeKey, alternative, stdio, http, sse, disable, otherKeys }: Dialect): readonly Key[] {
  const keys = [
    nameKey,
    typeKey,
    stdio?.command,
    stdio?.args,
    stdio?.env,
    stdio?.cwd,
    ...Object.keys(stdio?.otherKeys ?? {}),
    ...(http ? urlShapeKeys(http) : []),
    ...(sse ? urlShapeKeys(sse) : []),
    disable?.key,
    alternative?.key,
    ...Object.keys(otherKeys),
  ];
  return keys.filter((key) => key !== undefined);
}

function urlShapeKeys({
  urls,
  headers,
  bearerTokenVariable,
  headerVariables,
  otherKeys,
}: UrlShape): (Key | undefined)[] {
  return [...urls, headers, bearerTokenVariable, headerVariables, ...Object.keys(otherKeys)];
}

function meantBy(key: string, { dialect, transport }: Reading): Key | undefined {
  const word = closest(
    key,
    knownKeys(dialect).filter((one) => typeof one === "string"),
  );
  if (word !== undefined) return word;
  const role = rolesOf(transport).find((one) => synonyms[one].some((name) => plainWord(name) === plainWord(key)));
  return role && keyOfRole(role, dialect);
}

function rolesOf(transport: Reading["transport"]): readonly Role[] {
  if (transport === "stdio") return ["command", "args", "env", "cwd"];
  return transport === "none" ? ["command", "args", "env", "cwd", "headers"] : ["headers"];
}

function roleOf(key: Key, dialect: Dialect): Role | undefined {
  return rolesOf("none").find((role) => {
    const own = keyOfRole(role, dialect);
    return own !== undefined && spelled(own) === spelled(key);
  });
}

function keyOfRole(role: Role, { stdio, http }: Dialect): Key | undefined {
  return role === "headers" ? http?.headers : stdio?.[role];
}

/** Without what people vary: case, blanks around, separators, a colon caught inside the quotes. */
function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_:-]/g, "");
}

function isTypo(word: string, known: string): boolean {
  if (word.length > longestKey || Math.abs(word.length - known.length) > 2) return false;
  // The first letter keeps `includeTools` and `excludeTools` apart, the length `auth` and `oauth`.
  const allowed = known.length >= 9 && word[0] === known[0] ? 2 : known.length >= 6 ? 1 : 0;
  return allowed > 0 && editDistance(word, known) <= allowed;
}
