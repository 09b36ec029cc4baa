import { oncePerText } from "../once-per.ts";
import { maskPlaceholders, placeholdersOf, type Placeholder } from "./placeholders.ts";

/** A piece of a URL as written. Offsets into its text, half-open. */
export interface UrlPart {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The parts of a URL that may hold placeholders, which `new URL()` refuses. What a placeholder hides is absent: of
 * `${HUB}/mcp` only the path is known. A host or port that is a placeholder is there as written.
 */
export interface ParsedUrl {
  /** Without `://`. */
  readonly scheme?: UrlPart;
  /** Without `@`. */
  readonly credentials?: UrlPart;
  /** An IPv6 address keeps its brackets. */
  readonly host?: UrlPart;
  readonly port?: UrlPart;
  /** With its slash; empty where there is none. */
  readonly path: UrlPart;
  /** Without `?`. */
  readonly query?: UrlPart;
  /** Without `#`. */
  readonly fragment?: UrlPart;
  readonly placeholders: readonly Placeholder[];
}

/** `\uE000` is the mask of a placeholder. */
const shape =
  /^(?:([A-Za-z\uE000][A-Za-z0-9+.\-\uE000]*):\/\/(?:([^/?#]*)@)?(\[[^\]/?#]*\]|[^/?#:]*)(?::([^/?#]*))?|(\uE000+))?([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/d;

/** Cuts any text into the parts of a URL. A text without `scheme://` is all path. */
export const parseUrl: (text: string) => ParsedUrl = oncePerText((text) => {
  const placeholders = placeholdersOf(text);
  const indices = shape.exec(maskPlaceholders(text))?.indices;
  const part = (group: number): UrlPart | undefined => {
    const [start, end] = indices?.[group] ?? [];
    return start === undefined || end === undefined ? undefined : { value: text.slice(start, end), start, end };
  };
  const [scheme, credentials, host, port, query, fragment] = [1, 2, 3, 4, 7, 8].map(part);
  return {
    path: part(6) ?? { value: text, start: 0, end: text.length },
    placeholders,
    ...(scheme && { scheme }),
    ...(credentials && { credentials }),
    ...(host && { host }),
    ...(port && { port }),
    ...(query && { query }),
    ...(fragment && { fragment }),
  };
});

/** `localhost`, anything below it, 127.0.0.0/8 and `::1`, in any spelling a browser would take. */
export const isLoopback: (host: string) => boolean = oncePerText((host) => {
  const name = canonical(host);
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === "[::1]" ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\]$/.test(name)
  );
});

/** An address that means every interface: `0.0.0.0`, `::`, `*`. */
export function isUnspecified(host: string): boolean {
  const name = canonical(host);
  return name === "0.0.0.0" || name === "[::]" || name === "[::ffff:0:0]" || name === "*";
}

/** A name that only means something inside one network or machine: one label, `*.internal`, `*.local`. Not loopback. */
export function isPrivateName(host: string): boolean {
  const name = canonical(host);
  if (name === "" || name.startsWith("[") || isLoopback(name) || isUnspecified(name)) return false;
  return /^[^.]+$/.test(name) || /\.(?:internal|local|lan|home\.arpa)$/.test(name);
}

/** Lower case, brackets around IPv6, numbers as four parts. */
const canonical = oncePerText((host: string): string => {
  const bracketed = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const plain = bracketed.replace(/\.$/, "").toLowerCase();
  if (!/^(?:\[.*\]|[0-9a-fx.]+)$/.test(plain)) return plain;
  return URL.canParse(`http://${plain}/`) ? new URL(`http://${plain}/`).hostname : plain;
});
