import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { faults } from "./faults.js";
import { prompts } from "./prompts.js";
import { questions } from "./questions.js";
import { resources, templates, read } from "./resources.js";
import { tools as wanted } from "./tools.js";

const levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];
const tools = { ...wanted, ...questions, ...faults };
const noInput = { type: "object", properties: {} };
const { env } = process;

let level = "debug";
let capabilities = {};
let clientInfo;
let nextId = 0;
const asked = new Map();
const cancelled = new Map();
const subscribed = new Set();

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const notify = (method, params) => send({ method, params });
const log = (at, data) => {
  if (levels.indexOf(at) >= levels.indexOf(level))
    notify("notifications/message", { level: at, logger: "fixture", data });
};
const ask = (method, params, id = `question-${nextId++}`) =>
  new Promise((resolve, reject) => {
    asked.set(id, { resolve, reject });
    send({ id, method, params });
  });

class RpcError extends Error {
  constructor(code, message, data) {
    super(message);
    Object.assign(this, { code, data });
  }
}

const methods = {
  initialize({ protocolVersion, capabilities: offered, clientInfo: info }) {
    capabilities = offered;
    clientInfo = info;
    return {
      protocolVersion: protocolVersion > "2025-11-25" ? "2025-11-25" : protocolVersion,
      capabilities: {
        tools: { listChanged: true },
        resources: { subscribe: true, listChanged: true },
        prompts: { listChanged: true },
        logging: {},
        completions: {},
      },
      serverInfo: { name: "fixture", title: "Fixture server", version: "1.0.0" },
      instructions: "A server for tests.",
    };
  },
  ping: () => ({}),
  "logging/setLevel": ({ level: asked }) => {
    if (!levels.includes(asked)) throw new RpcError(-32602, `There is no level ${asked}`);
    level = asked;
    return {};
  },
  "tools/list": () => ({
    tools: Object.entries(tools).map(([name, { description, inputSchema = noInput }]) => ({
      name,
      description,
      inputSchema,
    })),
  }),
  async "tools/call"({ name, arguments: given = {}, _meta: { progressToken } = {} }, signal) {
    const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (!tool) throw new RpcError(-32602, `There is no tool ${name}`);
    if (env.FIXTURE_CALLS) appendFileSync(env.FIXTURE_CALLS, `${name}\n`);
    const progress = (done, total) =>
      progressToken === undefined || notify("notifications/progress", { progressToken, progress: done, total });
    const context = { send, notify, log, ask, progress, signal, capabilities, clientInfo, subscribed };
    try {
      const result = await tool.call(given, context);
      return typeof result === "string" ? { content: [{ type: "text", text: result }] } : result;
    } catch (error) {
      return { content: [{ type: "text", text: error.message }], isError: true };
    }
  },
  "resources/list": () => ({ resources }),
  "resources/templates/list": () => ({ resourceTemplates: templates }),
  "resources/read": ({ uri }) => {
    const contents = read(uri);
    if (!contents) throw new RpcError(-32002, "Resource not found", { uri });
    return { contents: [contents] };
  },
  "resources/subscribe": ({ uri }) => subscribed.add(uri) && {},
  "resources/unsubscribe": ({ uri }) => (subscribed.delete(uri), {}),
  "prompts/list": () => ({
    prompts: Object.entries(prompts).map(([name, { description, arguments: list = [] }]) => ({
      name,
      description,
      arguments: list,
    })),
  }),
  "prompts/get": async ({ name, arguments: given = {} }) => {
    if (!Object.hasOwn(prompts, name)) throw new RpcError(-32602, `There is no prompt ${name}`);
    return { messages: await prompts[name].get(given, { ask }) };
  },
  "completion/complete": ({ argument: { value } }) => {
    const values = ["paris", "park", "party"].filter((word) => word.startsWith(value));
    return { completion: { values, total: values.length, hasMore: false } };
  },
  // No method of the protocol: a relay hands it on all the same.
  "fixture/echo": (params) => ({ echoed: params ?? null }),
};

async function answer({ id, method, params = {} }) {
  const controller = new AbortController();
  cancelled.set(id, controller);
  try {
    if (!Object.hasOwn(methods, method)) throw new RpcError(-32601, `Method not found: ${method}`);
    const result = await methods[method](params, controller.signal);
    // What was cancelled is not answered.
    if (!controller.signal.aborted && result !== undefined) send({ id, result });
  } catch ({ code = -32603, message, data }) {
    if (!controller.signal.aborted) send({ id, error: { code, message, ...(data !== undefined && { data }) } });
  } finally {
    cancelled.delete(id);
  }
}

function receive(message) {
  if (message.method !== undefined && message.id !== undefined) return void answer(message);
  if (message.method === "notifications/cancelled") return cancelled.get(message.params.requestId)?.abort();
  const question = asked.get(message.id);
  if (!question) return;
  asked.delete(message.id);
  if (message.error) question.reject(new Error(message.error.message));
  else question.resolve(message.result);
}

if (env.FIXTURE_STARTS) appendFileSync(env.FIXTURE_STARTS, `${process.pid}\n`);
if (env.FIXTURE_EXIT_AT_ONCE) {
  process.stderr.write(`${env.FIXTURE_EXIT_AT_ONCE}\n`);
  process.exit(7);
}
if (env.FIXTURE_STUBBORN) {
  process.on("SIGTERM", () => {});
  setInterval(() => {}, 1000);
}
await sleep(Number(env.FIXTURE_START_DELAY ?? 0));
createInterface({ input: process.stdin }).on("line", (line) => receive(JSON.parse(line)));
