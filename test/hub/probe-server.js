// A server over stdio that does on request what servers do to hubs. It answers what it is asked and keeps no rule of its own.
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";

const write = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const note = (line) => process.env.PROBE_LOG && appendFileSync(process.env.PROBE_LOG, `${line}\n`);
const tell = (method, params) => write({ method, params });
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const asked = new Map();
let nextQuestion = 0;
const ask = (method, params) =>
  new Promise((resolve) => {
    asked.set(nextQuestion, resolve);
    write({ id: nextQuestion++, method, params });
  });

let introduction;
let running = 0;
let most = 0;
let tools = [
  "echo",
  "slow",
  "progress",
  "log",
  "ask",
  "roots",
  "crash",
  "pid",
  "who",
  "busy",
  "big",
  "add",
  "hang",
  "most",
  "deep",
];
if (process.env.PROBE_TOOLS) tools = [...tools, ...process.env.PROBE_TOOLS.split(" ")];
const cancelled = new Set();
const text = (value) => ({
  content: [{ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) }],
});

const calls = {
  echo: ({ text: said }) => text(said),
  pid: () => text(String(process.pid)),
  who: () => text(introduction),
  crash: () => process.exit(Number(process.env.PROBE_EXIT ?? 3)),
  big: ({ bytes }) => text("x".repeat(bytes)),
  most: () => text(String(most)),
  deep({ depth }, { id }) {
    const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    process.stdout.write(`{"jsonrpc":"2.0","id":${id},"result":{"nested":${nested}}}\n`);
  },
  hang: () => new Promise(() => {}),
  async slow({ ms, text: said = "" }, { id }) {
    await wait(ms);
    return cancelled.has(id) ? undefined : text(said);
  },
  async busy({ ms }) {
    most = Math.max(most, ++running);
    await wait(ms);
    running--;
    return text("done");
  },
  async progress({ count = 3, ms = 5 }, { progressToken }) {
    for (let progress = 1; progress <= count; progress++) {
      await wait(ms);
      tell("notifications/progress", { progressToken, progress, total: count });
    }
    return text("done");
  },
  async log({ level = "info", ms = 0, text: data = "line" }) {
    await wait(ms);
    tell("notifications/message", { level, logger: "probe", data });
    await wait(ms);
    return text("done");
  },
  ask: async ({
    method = "elicitation/create",
    params = { message: "Who?", requestedSchema: { type: "object", properties: {} } },
    ms = 0,
  }) => {
    await wait(ms);
    return text(await ask(method, params));
  },
  roots: async () => text(await ask("roots/list", {})),
  add({ name }) {
    tools = [...tools, name];
    tell("notifications/tools/list_changed");
    return text("added");
  },
};

async function answer({ method, params = {}, id }) {
  switch (method) {
    case "initialize":
      introduction = params;
      if (process.env.PROBE_SLOW_START) await wait(Number(process.env.PROBE_SLOW_START));
      return {
        protocolVersion: process.env.PROBE_VERSION ?? params.protocolVersion,
        capabilities: {
          tools: { listChanged: true },
          resources: { subscribe: true },
          logging: {},
          experimental: { kept: {} },
        },
        serverInfo: { name: "probe", version: "1" },
        unknownMember: true,
      };
    case "tools/list":
      return { tools: tools.map((name) => ({ name, inputSchema: { type: "object" } })) };
    case "tools/call": {
      const call = calls[params.name];
      return call
        ? call(params.arguments ?? {}, { id, progressToken: params._meta?.progressToken })
        : { ...text("unknown"), isError: true };
    }
    case "resources/subscribe":
    case "resources/unsubscribe":
    case "logging/setLevel":
      return {};
    case "resources/list":
      return { resources: [] };
    case "resources/read":
      if (params.uri.startsWith("gone:")) throw { code: -32002, message: "Resource not found" };
      return { contents: [{ uri: params.uri, text: "text" }] };
    case "x/extension":
      return { params, kept: true };
    default:
      throw { code: -32601, message: "Method not found" };
  }
}

if (process.env.PROBE_FAIL) {
  process.stderr.write("the probe was told to fail\n");
  process.exit(1);
}
note(`start ${process.pid}`);
createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const message = JSON.parse(line);
    if (message.method === undefined) {
      asked.get(message.id)?.(message.error ? { error: message.error } : message.result);
      asked.delete(message.id);
      return;
    }
    const name = message.method === "tools/call" ? ` ${message.params.name}` : "";
    note(
      `${message.method}${name}${message.params?.uri ? ` ${message.params.uri}` : ""}${message.params?.level ? ` ${message.params.level}` : ""}`,
    );
    if (message.method === "notifications/cancelled") cancelled.add(message.params.requestId);
    if (message.method === "x/changed") tell("notifications/resources/updated", { uri: message.params.uri });
    if (message.id === undefined) return;
    try {
      const result = await answer(message);
      if (result !== undefined) write({ id: message.id, result });
    } catch (error) {
      write({ id: message.id, error: error.code ? error : { code: -32603, message: String(error) } });
    }
  })
  .on("close", () => process.exit(0));
