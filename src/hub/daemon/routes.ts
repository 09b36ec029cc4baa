import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Metrics } from "../metrics/metrics.ts";

/** What whoever knows the secret may ask for. None takes anything but the question. */
export interface Control {
  status(): Promise<unknown>;
  reload(): Promise<unknown>;
  /** The answer is sent before it ends. */
  stop(): void;
}

export interface RouteOptions {
  readonly secret: string;
  readonly metrics: Metrics;
  readonly control: Control;
  isReady(): boolean;
}

/**
 * The hub's own pages: `/healthz`, `/readyz`, `/metrics`, and `POST /control/{status,reload,stop}` for its user. Called
 * after the security checks of every request; says whether the path is one of these.
 */
export function routesOf({ secret, metrics, control, isReady }: RouteOptions) {
  return (request: IncomingMessage, response: ServerResponse, authorized: boolean): boolean => {
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const [, action] = /^\/control\/(status|reload|stop)$/.exec(path) ?? [];
    if (action !== undefined) {
      if (request.method !== "POST") return text(response, 405, "POST only");
      if (!isSecret(request.headers.authorization, secret)) return text(response, 401, "the secret is wrong");
      // The body says nothing, and must be gone before the connection is used again.
      request.resume();
      answer(response, async () => {
        if (action === "stop") control.stop();
        const result = action === "stop" ? {} : await control[action as "status" | "reload"]();
        return { type: "application/json", body: JSON.stringify(result) };
      });
      return true;
    }
    if (!["/healthz", "/readyz", "/metrics"].includes(path)) return false;
    if (request.method !== "GET" && request.method !== "HEAD") return text(response, 405, "GET only");
    if (path === "/healthz") return text(response, 200, "ok");
    if (path === "/readyz") return isReady() ? text(response, 200, "ready") : text(response, 503, "not ready");
    if (!authorized) return text(response, 401, "the token is missing");
    answer(response, () => metrics.text());
    return true;
  };
}

function answer(response: ServerResponse, work: () => Promise<{ readonly type: string; readonly body: string }>): void {
  work().then(
    ({ type, body }) => response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body),
    (error: unknown) => text(response, 500, error instanceof Error ? error.message : String(error)),
  );
}

function text(response: ServerResponse, status: number, body: string): true {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${body}\n`);
  return true;
}

/** Takes the same time whatever is wrong. */
function isSecret(header: string | undefined, secret: string): boolean {
  const digest = (value: string): Buffer => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${secret}`));
}
