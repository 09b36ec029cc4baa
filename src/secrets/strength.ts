import type { Confidence } from "../engine/diagnostic.ts";
import { placeholdersOf, type Spelling } from "../model/placeholders.ts";

/** Signs that also occur in passwords, so that they only count as a placeholder where nothing else is there. */
const bare: ReadonlySet<Spelling> = new Set(["$VAR", "%VAR%", "{VAR}", "<VAR>", "$(command)"]);

/** What of a value is written out: the value without its placeholders; empty where they are all there is. */
export function literalPartOf(value: string): string {
  const trimmed = value.trim();
  const pieces: string[] = [];
  let at = 0;
  for (const { spelling, start, end } of placeholdersOf(trimmed)) {
    if (bare.has(spelling) && end - start < trimmed.length) continue;
    pieces.push(trimmed.slice(at, start));
    at = end;
  }
  if (at === 0) return trimmed;
  const rest = pieces.join("") + trimmed.slice(at);
  return /^[\s:@/_.,;-]*$/.test(rest) ? "" : rest;
}

const standInWords: ReadonlySet<string> = new Set(
  "your insert enter replace paste change changeme changeit replaceme placeholder example sample dummy fake todo redacted here goes".split(
    " ",
  ),
);
const standInValues =
  /^(?:|test|testing|none|null|nil|undefined|unset|true|false|yes|no|on|off|enabled|disabled|optional|required|auto|default|secret|password|token|key|api[-_ ]?key|my[-_ ].*|\[.*\]|<.*>|\d{1,5})$/is;
/** A variable's name where its value should be, or the name of the variable to read. */
const variableName =
  /^(?:env:)?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:TOKEN|KEY|SECRET|PASSWORD|PASS|PAT|AUTH|CREDENTIALS?|ID|HERE)$/;
const pathLike =
  /^(?:~|\.\.?)[\\/]|^[A-Za-z]:[\\/]|^\/(?:usr|home|Users|etc|var|opt|run|tmp|root|mnt|Volumes|private)\//;

/** Whether a value only keeps the place of a secret, or says where it is: `YOUR_API_KEY`, `xxx`, `sk-...`, `/run/secrets/x`. */
export function isStandIn(value: string): boolean {
  const text = value.trim();
  if (text.length > 200) return pathLike.test(text) && !text.includes("\n");
  return (
    standInValues.test(text) ||
    variableName.test(text) ||
    pathLike.test(text) ||
    // `xxxxxxxx`, `sk-xxxx`, `ghp_********`, `sk-ant-...`: one sign again and again after a prefix.
    /^(?:[A-Za-z0-9]{1,12}[-_]){0,3}([^])\1*$/.test(text) ||
    /^.{0,16}(?:\.{3,}|…|\*{3,}|[xX]{4,}|•{3,})$/.test(text) ||
    new Set(text).size <= 2 ||
    /^your[A-Z]/.test(text) ||
    /^\$[a-z]+:[\w.-]+$/i.test(text) ||
    (text.length < 20 &&
      /(?:^|[^A-Za-z])(?:test|demo|mock)(?:ing|ed|s)?(?:$|[^a-z]|key|token|secret|pass)/i.test(text)) ||
    text.split(/[^A-Za-z]+/).some((word) => standInWords.has(word.toLowerCase()))
  );
}

/**
 * Whether a value is made to be seen, by browsers for one: the key that Supabase gives to users who are not signed in, and
 * what providers call publishable.
 */
export function isPublic(value: string): boolean {
  if (/^(?:sb_publishable_|pk_(?:live|test)_)/.test(value)) return true;
  const [, payload] = /^eyJ[\w-]{1,512}\.(eyJ[\w-]{1,2048})\.[\w-]+$/.exec(value) ?? [];
  return payload !== undefined && /"role"\s*:\s*"anon"/.test(Buffer.from(payload, "base64url").toString());
}

/** How sure it is that a value under a secret's name is one: `high` looks random, `low` looks like a word. */
export function strengthOf(value: string): Confidence {
  if (value.length < 8 || isWordLike(value) || /\s/.test(value)) return "low";
  return value.length >= 20 && bitsPerCharacter(value) >= 3 ? "high" : "medium";
}

/** Whether a password was made at random: people choose shorter or plainer ones. */
export function isRandomPassword(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(value)).length;
  return value.length >= 12 && kinds >= 2 && /\d/.test(value) && bitsPerCharacter(value) >= 3;
}

/** Letters of one kind in words: `development`, `my-local-token`, `Some words`. */
export function isWordLike(value: string): boolean {
  return value.length <= 64 && /^(?:[A-Za-z]?[a-z]+|[A-Z]+)(?:[-_ .:/](?:[A-Za-z]?[a-z]+|[A-Z]+))*$/.test(value);
}

function bitsPerCharacter(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
