import { version } from "../about.ts";
import { ProbeError, type Item, type ProbeTarget, type ServerAnswer } from "./answer.ts";

export interface ProbeOptions {
  /** Milliseconds for the handshake, and again for all lists. */
  readonly timeout: number;
  /** Called while the server still runs, after its lists; `pid` where this process started it. */
  readonly whileOpen?: (answer: ServerAnswer, pid: number | undefined) => Promise<void>;
  /** Ends the wait for an answer. */
  readonly signal?: AbortSignal;
}

/** Pages of one list; a server that always names a further one would never end. */
const MOST_PAGES = 100;

/**
 * Starts a server, or goes to its URL, and asks for all it offers, as a client without any capabilities of its own does.
 * What was started is gone when this settles.
 * @throws ProbeError where it does not answer; anything else is a bug.
 */
export async function probe(target: ProbeTarget, { timeout, whileOpen, signal }: ProbeOptions): Promise<ServerAnswer> {
  const [{ Client }, { ResultSchema }, connection] = await Promise.all([
    import("@modelcontextprotocol/sdk/client/index.js"),
    import("@modelcontextprotocol/sdk/types.js"),
    connectionTo(target),
  ]);
  const client = new Client({ name: "mcp-lint", version }, { capabilities: {} });
  const patience = { timeout, ...(signal && { signal }) };
  const start = performance.now();
  let phase: ProbeError["phase"] = "handshake";
  const elapsed = (): number => performance.now() - start;
  const list = async (method: string, key: string): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let cursor: unknown;
    for (let page = 0; page < MOST_PAGES; page++) {
      const params = typeof cursor === "string" ? { cursor } : {};
      const result: Item = await client.request({ method, params } as never, ResultSchema, patience);
      if (Array.isArray(result[key])) items.push(...(result[key] as readonly Item[]));
      cursor = result["nextCursor"];
      if (typeof cursor !== "string") break;
    }
    return items;
  };

  try {
    await client.connect(connection.transport, patience);
    const connectedAfter = elapsed();
    phase = "lists";
    const capabilities = (client.getServerCapabilities() ?? {}) as Item;
    const offers = (capability: string): boolean => capabilities[capability] !== undefined;
    const tools = offers("tools") ? await list("tools/list", "tools") : [];
    const prompts = offers("prompts") ? await list("prompts/list", "prompts") : [];
    const resources = offers("resources") ? await list("resources/list", "resources") : [];
    const instructions = client.getInstructions();
    const answer: ServerAnswer = {
      server: (client.getServerVersion() ?? {}) as Item,
      ...(connection.protocolVersion() !== undefined && { protocolVersion: connection.protocolVersion()! }),
      capabilities,
      ...(instructions !== undefined && { instructions }),
      tools,
      prompts,
      resources,
      // Many servers with resources know no templates, and say so with an error.
      resourceTemplates: offers("resources")
        ? await list("resources/templates/list", "resourceTemplates").catch(() => [])
        : [],
      connectedAfter,
      listedAfter: elapsed(),
    };
    await whileOpen?.(answer, connection.pid());
    return answer;
  } catch (error) {
    throw new ProbeError(phase, connection.fault() ?? reasonOf(error, timeout), connection.stderr());
  } finally {
    await connection.end(client);
  }
}

type Connection = import("./connection.ts").Connection;

async function connectionTo(target: ProbeTarget): Promise<Connection> {
  const { toProcess, toUrl } = await import("./connection.ts");
  return target.kind === "stdio" ? toProcess(target) : toUrl(target);
}

/** One sentence without final dot. */
function reasonOf(error: unknown, timeout: number): string {
  const { code, message, cause } = error as Error & { code?: unknown };
  if (code === -32001) return `It did not answer within ${timeout / 1_000} s`;
  if (cause instanceof Error && "code" in cause) return `It cannot be reached: ${cause.message || String(cause.code)}`;
  // What the SDK makes of an HTTP status, with the body behind it.
  const [, body] = /^Streamable HTTP error: .*?: (.*)$/s.exec(message) ?? [];
  if (typeof code === "number" && code >= 400)
    return `It answers with HTTP ${code}${body ? `: ${messageIn(body)}` : ""}`;
  return message.replace(/^MCP error -?\d+: /, "").replace(/[.\s]+$/, "");
}

/** Of a JSON-RPC error; of any other body its first words. */
function messageIn(body: string): string {
  try {
    const { error } = JSON.parse(body) as { readonly error?: { readonly message?: unknown } };
    if (typeof error?.message === "string") return error.message;
  } catch {
    // Most often a page of HTML.
  }
  return body.replace(/\s+/g, " ").slice(0, 100);
}
