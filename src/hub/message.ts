/** Id of a JSON-RPC request. */
export type Id = string | number;

/**
 * One JSON-RPC 2.0 message as it came over the wire. Members that are not known here stay, and so do shapes that the
 * protocol does not allow (a response with `id: null`, params in a list): a relay hands on what it is given.
 */
export interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: Id | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: RpcError;
  readonly [member: string]: unknown;
}

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

export interface Request extends Message {
  readonly id: Id;
  readonly method: string;
}

export interface Notification extends Message {
  readonly method: string;
}

export interface Response extends Message {
  readonly id: Id;
}

/** Error codes of JSON-RPC and of MCP that the hub itself gives. */
export const codes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  /** In revisions before 2026-07-28. */
  resourceNotFound: -32002,
  headerMismatch: -32020,
  unsupportedProtocolVersion: -32022,
} as const;

export function isRequest(message: Message): message is Request {
  return typeof message.method === "string" && isId(message.id);
}

export function isNotification(message: Message): message is Notification {
  return typeof message.method === "string" && message.id === undefined;
}

export function isResponse(message: Message): message is Response {
  return message.method === undefined && isId(message.id) && ("result" in message || "error" in message);
}

export function isId(value: unknown): value is Id {
  return typeof value === "string" || typeof value === "number";
}

/** Whether parsed JSON is one message; its members are only looked at where they are used. */
export function isMessage(value: unknown): value is Message {
  return isObject(value) && value["jsonrpc"] === "2.0";
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function errorResponse(id: Id | null, code: number, message: string, data?: unknown): Message {
  return { jsonrpc: "2.0", id, error: { code, message, ...(data !== undefined && { data }) } };
}
