import type { Confidence } from "../engine/diagnostic.ts";
import { placeholdersOf } from "../model/placeholders.ts";
import { isLoopback, isPrivateName } from "../model/url.ts";
import { oncePerText } from "../once-per.ts";
import { isSecretName } from "./names.ts";
import { ownFormats } from "./own-formats.ts";
import { secretFormats } from "./patterns.ts";
import { isPublic, isRandomPassword, isStandIn, isWordLike, literalPartOf, strengthOf } from "./strength.ts";

/** A secret in a text. Offsets half-open, of the secret alone. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  /** The variable, header, option or parameter it is given to. */
  readonly name?: string;
  /** Whose format it has. */
  readonly provider?: string;
  readonly confidence: Confidence;
}

// A letter or digit before it would make it the tail of something else; `\n` and `%20` are not letters before it.
const anyFormat = new RegExp(
  `(?=[\\w-])(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]|%[0-9A-Fa-f]{2}))(?:${secretFormats.map(({ pattern }) => pattern).join("|")})`,
  "g",
);
const formats = secretFormats.map(({ provider, pattern }) => ({ provider, whole: new RegExp(`^(?:${pattern})$`) }));

const none: readonly Hit[] = [];

/** What every format contains but a private key: most strings have nothing of the kind and need no closer look. */
const LONG = 15;

/** Whether so many letters, digits, `_` or `-` stand in a row. Looks at one in fifteen where there are none. */
function hasLongWord(text: string): boolean {
  for (let at = LONG - 1; at < text.length;) {
    let start = at + 1;
    while (at - start < LONG - 1 && isOfWord(text.charCodeAt(start - 1))) start--;
    if (at - start === LONG - 1) return true;
    at = start + LONG - 1;
  }
  return false;
}

function isOfWord(code: number): boolean {
  // Letters whatever their case, digits, `_` and `-`; NaN is none.
  return ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 45;
}

/** Secrets that show by their own form, whatever stands around them. */
export function formattedIn(text: string): readonly Hit[] {
  const own = ownIn(text);
  return own.length === 0 ? knownFormatsIn(text) : [...own, ...knownFormatsIn(text)];
}

const knownFormatsIn = oncePerText((text): readonly Hit[] => {
  if (!hasLongWord(text) && !text.includes("-----BEGIN")) return none;
  const hits: Hit[] = [];
  for (const { 0: value, index } of text.matchAll(anyFormat)) {
    const body = value.slice(value.search(/[-_.]/) + 1);
    if (isWordLike(body) || isStandIn(value) || isPublic(value)) continue;
    const provider = formats.find(({ whole }) => whole.test(value))?.provider;
    const hit = { start: index, end: index + value.length, confidence: "high" } as const;
    hits.push(provider === undefined ? hit : { ...hit, provider });
  }
  return hits;
});

/** Secrets in the user's own formats. */
function ownIn(text: string): readonly Hit[] {
  const formats = ownFormats();
  if (formats.length === 0) return none;
  return formats.flatMap(({ provider, pattern }) =>
    Array.from(text.matchAll(pattern))
      .filter(({ 0: value }) => value !== "")
      .map(({ 0: value, index }) => ({ start: index, end: index + value.length, provider, confidence: "high" })),
  );
}

const userInfo = /:(?:\/\/|\\\/\\\/)([^\s/?#"'<>\\]*)@/g;
const parameter = /[?&]([\w.~-]{1,64})=([^&#\s"'<>\\]+)/g;

/** Passwords before the `@` of a URL, and secrets in its query. */
export function inUrls(text: string): readonly Hit[] {
  if (!text.includes(":/") && !text.includes(":\\/")) return [];
  const hits: Hit[] = [];
  for (const { 0: match, 1: info = "", index } of text.matchAll(userInfo)) {
    const start = index + match.length - 1 - info.length;
    const colon = info.indexOf(":");
    // A user name alone is a secret only where it looks like one: `https://<token>@host`.
    const hit = passwordAt(text, colon === -1 ? start : start + colon + 1, start + info.length);
    if (hit && (colon !== -1 || hit.confidence === "high")) hits.push(hit);
  }
  for (const { 0: match, 1: name = "", 2: value = "", index } of text.matchAll(parameter)) {
    if (!isSecretName(name)) continue;
    const end = index + match.length;
    const hit = hitAt(text, end - value.length, end, name);
    if (hit) hits.push(hit);
  }
  return hits;
}

/** What stands before the `@` and a host. A password that was made at random and opens what all can reach is one for sure. */
function passwordAt(text: string, from: number, to: number): Hit | undefined {
  const hit = hitAt(text, from, to);
  if (hit?.confidence !== "medium" || !isRandomPassword(text.slice(hit.start, hit.end))) return hit;
  const [host = ""] = /^[^\s/?#:"'<>\\]*/.exec(text.slice(to + 1)) ?? [];
  const isPublicHost = host.includes(".") && !/^[\d.]+$/.test(host) && !isLoopback(host) && !isPrivateName(host);
  return isPublicHost ? { ...hit, confidence: "high" } : hit;
}

// Bounded where a repeated group would need a stack as long as the text.
// The value is matched apart and only after a name that counts: `a=a=a=…` would be read to its end again and again.
const assignment =
  /(?<![\w.?&-]|\$\{)-{0,2}([A-Za-z][\w.-]{0,63})(?:\\{0,4}["'])?[ \t]{0,8}[:=][ \t]{0,8}(\\{0,4}["'])?/g;
const option = /(?<![\w.-])--([A-Za-z][\w-]{0,63})(?:\\{0,4}["']\s{0,8},\s{0,80}|[ \t]{1,8})(\\{0,4}["'])?(?!-)/g;
const quoted = { '"': /(?:[^"\\\r\n]|\\[^\r\n]){1,65536}/y, "'": /[^'\r\n]+/y } as const;
const escapedQuoted = /[^"'\\\r\n]+/y;
// Up to a blank, quote or semicolon, without the punctuation that ends it; a placeholder keeps its brace.
const unquoted =
  /(?:(?:Bearer|Basic|Token|Bot)[ \t]+)?(?:\$?\{{1,2}[^\s"'\\{}]{0,200}\}{1,2}|[^\s"'\\,;)\]}]|[,)\]}](?=[^\s"'\\,;)\]}])){1,65536}/iy;

/** Secrets that are given to a name in the text itself: `NAME=value`, `--name value`, `"name": "value"`, `Name: value`. */
function assignedIn(text: string): readonly Hit[] {
  return [...givenBy(assignment, text), ...givenBy(option, text)];
}

function givenBy(head: RegExp, text: string): readonly Hit[] {
  const hits: Hit[] = [];
  head.lastIndex = 0;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const { 1: name = "", 2: quote } = match;
    if (!isSecretName(name)) continue;
    const value = quote === undefined ? unquoted : quote === '"' || quote === "'" ? quoted[quote] : escapedQuoted;
    const start = head.lastIndex;
    value.lastIndex = start;
    const length = value.exec(text)?.[0].length ?? 0;
    if (length === 0) continue;
    head.lastIndex = start + length;
    const hit = hitAt(text, start, start + length, name);
    if (hit) hits.push(hit);
  }
  return hits;
}

/** The secrets of a value whose name says that it is one. */
function namedIn(value: string, name: string): readonly Hit[] {
  const isList = /^\s*\{/.test(value) || (value.includes(";") && value.includes("="));
  const inside = isList ? assignedIn(value) : [];
  if (inside.length > 0) return inside;
  // `user:password@tcp(host)/name`, as Go writes it.
  const { 0: login = "", 1: password } = /^[^\s:/@]{1,64}:([^\s@]+)@/.exec(value) ?? [];
  if (password !== undefined) {
    const hit = hitAt(value, login.length - 1 - password.length, login.length - 1, name);
    return hit ? [hit] : [];
  }
  const hit = hitAt(value, 0, value.length, name);
  return hit ? [hit] : [];
}

const wholeArgument = /^(?:-e|--?[\w-]{1,64}=)?-{0,2}([A-Za-z_][\w.-]{0,63})(?:=(\S*)|:\s*([^]*))$/;

/** The secrets of an argument that is given to a name as a whole: `NAME=value`, `--env=NAME=value`, `Name: value`. */
function inArgument(argument: string): readonly Hit[] {
  const [, name = "", assigned, header] = wholeArgument.exec(argument) ?? [];
  const value = assigned ?? header;
  if (value === undefined || !isSecretName(name)) return [];
  const from = argument.length - value.length;
  return namedIn(value, name).map((hit) => Object.assign({}, hit, { start: from + hit.start, end: from + hit.end }));
}

/** All secrets of a text. None overlaps another; in order. */
export function secretsInText(text: string, name?: string): readonly Hit[] {
  const own = ownIn(text);
  if (name === undefined) return own.length === 0 ? unnamedIn(text) : merge([...own, ...unnamedIn(text)]);
  return merge([...own, ...namedIn(text, name), ...knownFormatsIn(text), ...inUrls(text), ...assignedIn(text)]);
}

const unnamedIn = oncePerText((text): readonly Hit[] =>
  // Most texts give nothing to any name.
  /[:=]|--/.test(text)
    ? merge([...inArgument(text), ...knownFormatsIn(text), ...inUrls(text), ...assignedIn(text)])
    : knownFormatsIn(text),
);

const authScheme = /^\s*(?:(?:Bearer|Basic|Token|Bot|Digest|Api-?Key)\s+)?/i;

/** What is secret of a candidate: without `Bearer`, only the default of a placeholder; nothing of a stand-in or a URL. */
function hitAt(text: string, from: number, to: number, name?: string): Hit | undefined {
  const whole = text.slice(from, to).trimEnd();
  const bare = whole.slice(authScheme.exec(whole)?.[0].length ?? 0);
  const isQuoted = /^(["']).*\1$/s.test(bare);
  const value = isQuoted ? bare.slice(1, -1) : bare;
  const start = from + whole.length - bare.length + (isQuoted ? 1 : 0);
  const literal = literalPartOf(value);
  // In `user:password@host` both can be the same, and a name is shown; no secret is as short as an option.
  const isAlsoValue = name !== undefined && name.length >= 8 && value.includes(name);
  const about = name === undefined || isAlsoValue ? {} : { name };
  if (literal === "") {
    const [placeholder] = placeholdersOf(value);
    const { fallback } = placeholder ?? {};
    if (!placeholder || fallback === undefined || isNoSecret(fallback)) return undefined;
    const end = start + placeholder.end - 1;
    return { start: end - fallback.length, end, ...about, confidence: strengthOf(fallback) };
  }
  if (isNoSecret(value) || isStandIn(literal)) return undefined;
  return { start, end: start + value.length, ...about, confidence: strengthOf(literal) };
}

function isNoSecret(value: string): boolean {
  return isStandIn(value) || isPublic(value) || /^[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\//.test(value);
}

/** Hits that overlap become one, with what each of them knows. */
function merge(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2) return hits;
  const merged: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (!last || hit.start >= last.end) merged.push(hit);
    else {
      const confidence = last.confidence === "high" || hit.confidence === "low" ? last.confidence : hit.confidence;
      merged[merged.length - 1] = { ...hit, ...last, end: Math.max(last.end, hit.end), confidence };
    }
  }
  return merged;
}
