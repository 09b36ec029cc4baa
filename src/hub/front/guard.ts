import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Why a request is turned away before its body is read. */
export interface Refusal {
  readonly status: number;
  /** One sentence, without final dot. */
  readonly why: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a listener lets in. */
export interface Rules {
  /** Exact values of `Host`, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** SHA-256 of the token that every request must carry. */
  readonly token: Uint8Array | undefined;
  readonly body: number;
}

/** All names under which the hub may be asked for. `host`: where it listens. */
export function hostsOf(host: string, port: number): ReadonlySet<string> {
  const names = ["127.0.0.1", "localhost", "[::1]", host.includes(":") ? `[${host}]` : host.toLowerCase()];
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

export function digestOf(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/**
 * A page of another site, or one that calls this machine by a name of its own, gets no further than here: `Host` has to
 * be right, and `Origin` the same where there is one.
 */
export function foreign({ host, origin }: IncomingHttpHeaders, { hosts }: Rules): Refusal | undefined {
  if (!hosts.has(host?.toLowerCase() ?? "")) return { status: 403, why: "This hub does not go by the name in `Host`" };
  if (origin === undefined) return undefined;
  const from = /^http:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase();
  if (from !== undefined && hosts.has(from)) return undefined;
  return { status: 403, why: "The hub takes no requests of web pages" };
}

export function isAuthorized({ authorization }: IncomingHttpHeaders, { token }: Rules): boolean {
  if (!token) return true;
  const given = /^bearer +([^\s]+) *$/i.exec(authorization ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digestOf(given), token);
}

export const unauthorized: Refusal = {
  status: 401,
  why: "This hub wants its token: `Authorization: Bearer …`",
  headers: { "WWW-Authenticate": 'Bearer realm="mcp-lint hub"' },
};

/** Only JSON, and not more than fits: a form or plain text is what a page could send without being asked. */
export function unreadable(headers: IncomingHttpHeaders, { body }: Rules): Refusal | undefined {
  const type = headers["content-type"]?.split(";", 1)[0]!.trim().toLowerCase();
  if (type !== "application/json") return { status: 415, why: "The body has to be `application/json`" };
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") return { status: 415, why: "The body must not be compressed" };
  return Number(headers["content-length"] ?? 0) > body ? tooLarge(body) : undefined;
}

export function tooLarge(body: number): Refusal {
  return { status: 413, why: `The body is longer than ${Math.floor(body / 1024 / 1024)} MiB` };
}
