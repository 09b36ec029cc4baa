import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { startChild, type Child, type Exit } from "../hub/child/child.ts";
import type { Message } from "../hub/message.ts";
import type { ProbeTarget } from "./answer.ts";

/** A way to a server for the client of the SDK. */
export interface Connection {
  readonly transport: Transport;
  pid(): number | undefined;
  protocolVersion(): string | undefined;
  /** Why it broke, where that is known better than the client can know it; one sentence without final dot. */
  fault(): string | undefined;
  stderr(): readonly string[];
  /** Closes it; what was started is gone afterwards. */
  end(client: Client): Promise<void>;
}

/** Milliseconds that a server has to end in. */
const ENDING = 4_000;

/** Starts a process as the hub does, so that nothing of it stays. */
export function toProcess(target: Extract<ProbeTarget, { kind: "stdio" }>): Connection {
  const { command, args, env, cwd } = target;
  let child: Child | undefined;
  let exit: Exit | undefined;
  let protocolVersion: string | undefined;
  const transport: Transport = {
    async start() {
      const runnable = { command, args, env, cwd, identity: "", shown: command };
      child = startChild(runnable, {
        onMessage: (message) => transport.onmessage?.(message as unknown as JSONRPCMessage),
        onExit(ended) {
          exit = ended;
          transport.onclose?.();
        },
      });
    },
    async send(message) {
      child?.send(message as unknown as Message);
    },
    async close() {
      await child?.stop(ENDING);
      if (!exit) transport.onclose?.();
    },
    setProtocolVersion: (version) => (protocolVersion = version),
  };
  return {
    transport,
    pid: () => child?.pid || undefined,
    protocolVersion: () => protocolVersion,
    fault: () => exit?.reason,
    stderr: () => exit?.stderr ?? [],
    async end(client) {
      await client.close().catch(() => undefined);
      await child?.stop(ENDING);
    },
  };
}

/** A URL, over streamable HTTP. */
export function toUrl({ url, headers = {} }: Extract<ProbeTarget, { kind: "http" }>): Connection {
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { ...headers } } });
  return {
    // Its `sessionId` may be undefined, which its own interface leaves out.
    transport: transport as Transport,
    pid: () => undefined,
    protocolVersion: () => transport.protocolVersion,
    fault: () => undefined,
    stderr: () => [],
    async end(client) {
      await transport.terminateSession().catch(() => undefined);
      await client.close().catch(() => undefined);
    },
  };
}
