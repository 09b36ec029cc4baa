import { keyPath, type Dialect, type Key, type UrlShape } from "../clients/client.ts";
import { synonyms, tokenVariables } from "../data/synonyms.ts";
import type { Member } from "../document/document.ts";
import { editDistance } from "../edit-distance.ts";
import { oncePer } from "../once-per.ts";
import type { Reading, ServerEntry } from "./entry.ts";
import { find, keysOf, type Field } from "./keys.ts";
import { spelled } from "./spelling.ts";

export interface Misspelling {
  readonly member: Member;
  /** The key the client would have understood. */
  readonly meant: Key;
  /** What that key is for, `token` where it names a variable with one; undefined for a key of this client alone. */
  readonly field: Field | "token" | undefined;
}

/** Keys that people add for other people. */
const remark = /^(?:[_$/#]|x-|comments?$|notes?$|description$|title$|name$)/i;

/** Whether a key is there for people, and for no client. */
export function isRemark(key: string): boolean {
  return remark.test(key);
}

/** Whether a dialect gives a key of an entry a meaning. */
export function knowsKey(dialect: Dialect, key: string): boolean {
  return knownWords(dialect).has(key);
}

/** No key of a client is longer; longer words are not compared letter by letter. */
const longestKey = 40;

/** Keys of an entry that none of these readers knows and that are all but certainly meant to be one the first knows. */
export function misspellingsIn({ node }: ServerEntry, readings: readonly Reading[]): readonly Misspelling[] {
  const [owner] = readings;
  if (!owner || owner.client.certainty === "one-third-party") return [];
  const known = readings.map(({ dialect }) => knownWords(dialect));
  const strange = node.members.filter(({ key }) => !known.some((words) => words.has(key)) && !remark.test(key));
  return strange.flatMap((member) => {
    const meant = meantBy(member.key, owner);
    if (meant === undefined || find(node, meant)) return [];
    return [{ member, meant, field: fieldOf(meant, owner.dialect) }];
  });
}

/** What the known keys of a dialect begin with. */
const knownWords = oncePer((dialect: Dialect) => new Set(knownKeys(dialect).map((key) => keyPath(key)[0]!)));

/** The word that another differs from only by what people vary. */
export function sameWord(word: string, words: readonly string[]): string | undefined {
  const plain = plainWord(word);
  return words.find((one) => plainWord(one) === plain);
}

/** The word that another is a slip of the finger away from. */
export function typoOf(word: string, words: readonly string[]): string | undefined {
  const plain = plainWord(word);
  return words.find((one) => isTypo(plain, plainWord(one)));
}

/** Every key a dialect gives a meaning, in the order in which a guess should prefer them. */
export function knownKeys({
  nameKey,
  typeKey,
  alternative,
  stdio,
  http,
  sse,
  disable,
  otherDisable,
  otherKeys,
}: Dialect): readonly Key[] {
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
    otherDisable?.key,
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
  const words = knownKeys(dialect).filter((one) => typeof one === "string");
  return sameWord(key, words) ?? synonymOf(key, dialect, transport) ?? typoOf(key, words);
}

function synonymOf(key: string, dialect: Dialect, transport: Reading["transport"]): Key | undefined {
  const fields =
    transport === "stdio"
      ? startFields
      : transport === "none"
        ? ([...startFields, "headers"] as const)
        : (["headers"] as const);
  const field = fields.find((one) => sameWord(key, synonyms[one]) !== undefined);
  if (field) return keysOf(dialect, field)[0];
  return transport !== "stdio" && sameWord(key, tokenVariables) !== undefined ? tokenKeyOf(dialect) : undefined;
}

const startFields = ["command", "args", "env", "cwd"] as const;

function tokenKeyOf({ http, sse }: Dialect): Key | undefined {
  return http?.bearerTokenVariable ?? sse?.bearerTokenVariable;
}

function fieldOf(key: Key, dialect: Dialect): Misspelling["field"] {
  if (key === tokenKeyOf(dialect)) return "token";
  return allFields.find((field) => keysOf(dialect, field).some((own) => spelled(own) === spelled(key)));
}

const allFields = [...startFields, "type", "url", "headers", "disabled"] as const satisfies readonly Field[];

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
