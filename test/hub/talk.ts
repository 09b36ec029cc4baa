import { Agent, request as open, type IncomingMessage } from "node:http";
import type { Message } from "../../src/hub/message.ts";

/** A response of HTTP with all messages in it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly messages: readonly Message[];
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly agent?: Agent;
}

/** One request that can be watched while it is answered, and dropped. */
export interface Exchange {
  readonly done: Promise<Answer>;
  /** Events of the stream so far; each with its id. */
  readonly events: readonly { readonly id?: string; readonly message?: Message }[];
  /** Resolves with the first message that fits, of those that have come and that will. */
  until(fits: (message: Message) => boolean): Promise<Message>;
  drop(): void;
}

/** Connections that are used again, as those of a client that makes many calls. */
const pool = new Agent({ keepAlive: true });

const accept = "application/json, text/event-stream";

/** Sends a request as it is; a body that is no text as JSON. */
export function send(url: string, { method = "POST", headers = {}, body, agent }: Sent = {}): Exchange {
  const events: { id?: string; message?: Message }[] = [];
  const watchers = new Set<() => void>();
  const given = { ...(body !== undefined && { "content-type": "application/json" }), accept, ...headers };
  const request = open(url, { method, agent: agent ?? false, headers: defined(given) });
  const done = new Promise<Answer>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      let read = 0;
      const isStream = response.headers["content-type"] === "text/event-stream";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (!isStream) return;
        for (let end = text.indexOf("\n\n", read); end >= 0; end = text.indexOf("\n\n", read)) {
          const lines = text.slice(read, end).split("\n");
          read = end + 2;
          const field = (name: string): string | undefined =>
            lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
          const [id, data] = [field("id"), field("data")];
          if (id === undefined && data === undefined) continue;
          events.push({ ...(id !== undefined && { id }), ...(data && { message: JSON.parse(data) as Message }) });
          for (const watch of watchers) watch();
        }
      });
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        if (!isStream && text.startsWith("{")) events.push({ message: JSON.parse(text) as Message });
        if (!isStream && text.startsWith("["))
          events.push(...(JSON.parse(text) as Message[]).map((message) => ({ message })));
        for (const watch of watchers) watch();
        resolve({ status, headers, text, messages: events.flatMap(({ message }) => message ?? []) });
      });
    });
  });
  done.catch(() => {});
  request.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
  return {
    done,
    events,
    until: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = events.find(({ message }) => message && fits(message))?.message;
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
        done.then(() => reject(new Error("it ended before")), reject);
      }),
    drop: () => request.destroy(),
  };
}

function defined(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** A session of a client that speaks a revision with sessions. */
export class TestSession {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly initialized: Message;
  #next = 1;

  constructor(url: string, headers: Readonly<Record<string, string>>, initialized: Message) {
    this.url = url;
    this.headers = headers;
    this.initialized = initialized;
  }

  send(message: Partial<Message>): Exchange {
    return send(this.url, { headers: this.headers, body: { jsonrpc: "2.0", ...message } });
  }

  start(method: string, params?: unknown, id: number | string = this.#next++): Exchange {
    return this.send({ id, method, ...(params !== undefined && { params }) });
  }

  /** The last message of the answer. */
  async request(method: string, params?: unknown, id: number | string = this.#next++): Promise<Message> {
    const body = { jsonrpc: "2.0", id, method, ...(params !== undefined && { params }) };
    const { messages } = await send(this.url, { headers: this.headers, body, agent: pool }).done;
    return messages.at(-1)!;
  }

  async call(name: string, args: unknown = {}, id?: number | string): Promise<string> {
    const { result, error } = await this.request("tools/call", { name, arguments: args }, id);
    if (error) throw new Error(error.message);
    return (result as { content: [{ text: string }] }).content[0].text;
  }

  async notify(method: string, params?: unknown): Promise<number> {
    const body = { jsonrpc: "2.0", method, ...(params !== undefined && { params }) };
    return (await send(this.url, { headers: this.headers, body, agent: pool }).done).status;
  }

  listen(lastEvent?: string): Exchange {
    return send(this.url, { method: "GET", headers: { ...this.headers, "last-event-id": lastEvent } });
  }

  async end(): Promise<number> {
    return (await send(this.url, { method: "DELETE", headers: this.headers }).done).status;
  }
}

export interface Opening {
  readonly version?: string;
  readonly capabilities?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function openSession(url: string, opening: Opening = {}): Promise<TestSession> {
  const { version = "2025-11-25", capabilities = {}, headers = {} } = opening;
  const params = { protocolVersion: version, capabilities, clientInfo: { name: "test", version: "1" } };
  const body = { jsonrpc: "2.0", id: 0, method: "initialize", params };
  const answer = await send(url, { headers, body, agent: pool }).done;
  const [initialized] = answer.messages;
  const id = answer.headers["mcp-session-id"];
  if (!initialized?.result || typeof id !== "string") throw new Error(`no session: ${answer.status} ${answer.text}`);
  const { protocolVersion } = initialized.result as { protocolVersion: string };
  const all = { ...headers, "mcp-session-id": id, "mcp-protocol-version": protocolVersion };
  const session = new TestSession(url, all, initialized);
  await session.notify("notifications/initialized");
  return session;
}
