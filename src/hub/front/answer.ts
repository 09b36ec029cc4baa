import type { IncomingMessage, ServerResponse } from "node:http";
import { errorResponse, type Id } from "../message.ts";
import type { Refusal } from "./guard.ts";

/** Answers with one JSON text. */
export function sendJson(
  response: ServerResponse,
  status: number,
  text: string,
  headers?: Readonly<Record<string, string>>,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** An error of JSON-RPC as the answer of HTTP. */
export function sendError(
  response: ServerResponse,
  status: number,
  error: { readonly id?: Id | null; readonly code: number; readonly message: string; readonly data?: unknown },
  headers?: Readonly<Record<string, string>>,
): void {
  const { id = null, code, message, data } = error;
  sendJson(response, status, JSON.stringify(errorResponse(id, code, message, data)), headers);
}

export function accept(response: ServerResponse): void {
  response.writeHead(202).end();
}

/** Answers without having read the body, and reads none of it: the connection ends with it where there is one. */
export function turnAway(request: IncomingMessage, response: ServerResponse, { status, why, headers }: Refusal): void {
  const hasBody = request.headers["content-length"] !== undefined || request.headers["transfer-encoding"] !== undefined;
  sendError(response, status, { code: -32600, message: why }, { ...headers, ...(hasBody && { Connection: "close" }) });
}
