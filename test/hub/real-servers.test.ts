import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import {
  CreateMessageRequestSchema,
  ListRootsRequestSchema,
  type ClientCapabilities,
} from "@modelcontextprotocol/sdk/types.js";
import { mkdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { HubServer } from "../../src/manifest/manifest.ts";
import { fixtureHub, type Real } from "./fixture.ts";
import { freePorts, manifestOf, temporaryFolder } from "./started.ts";

const project = path.resolve(import.meta.dirname, "../..");

/** As people write it; this repository has the package, so that npx would run that one. */
const npx = (name: string, ...args: readonly string[]): Pick<HubServer, "command" | "args" | "cwd"> => ({
  command: "npx",
  args: ["-y", `@modelcontextprotocol/server-${name}@2026.8.31`, ...args],
  cwd: project,
});

/** The official client. */
async function clientOf(transport: Transport, capabilities: ClientCapabilities = {}): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" }, { capabilities });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

const throughHub = ({ url }: Real, capabilities?: ClientCapabilities): Promise<Client> =>
  clientOf(new StreamableHTTPClientTransport(new URL(url)) as Transport, capabilities);

async function textOf(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const { content } = (await client.callTool({ name, arguments: args })) as { content: { text: string }[] };
  return content.map(({ text }) => text).join("\n");
}

describe("servers from npm behind npx", () => {
  it.each([
    ["everything", []],
    ["memory", []],
    ["filesystem", ["FOLDER"]],
    ["sequential-thinking", []],
  ])("%s offers the same as without the hub, in one process", async (name, args) => {
    const folder = realpathSync(temporaryFolder());
    const given = args.map(() => folder);
    const hub = await fixtureHub({ ...npx(name, ...given), sharing: "shared", start: "eager" });
    // A shared server may ask whoever calls it.
    const capabilities = { sampling: {}, elicitation: { form: {}, url: {} } };
    const client = await throughHub(hub);
    const bin = path.join(project, "node_modules/.bin", `mcp-server-${name}`);
    const transport = new StdioClientTransport({ command: bin, args: given, stderr: "ignore" });
    const direct = await clientOf(transport, capabilities);

    expect(await client.listTools()).toEqual(await direct.listTools());
    expect(client.getServerVersion()).toEqual(direct.getServerVersion());
    expect(client.getInstructions()).toEqual(direct.getInstructions());
    const { children } = hub.hub.status().servers[0]!;
    expect(children).toHaveLength(1);
    if (process.platform !== "linux") return;
    const { pid } = children[0]!;
    const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    expect(line.slice(0, 2)).toEqual(["node", bin]);
    expect(readFileSync(`/proc/${pid}/stat`, "utf8")).toContain(`) S ${process.pid} `);
    expect(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")).toBe("");
  });
});

it("the folder of one session does not become that of all", async () => {
  const [mine, theirs] = [realpathSync(temporaryFolder()), realpathSync(temporaryFolder())];
  mkdirSync(path.join(theirs, "sub"));
  const hub = await fixtureHub({ ...npx("filesystem", mine), sharing: "shared" });
  const client = new Client({ name: "test", version: "1.0.0" }, { capabilities: { roots: { listChanged: true } } });
  let asked = 0;
  client.setRequestHandler(ListRootsRequestSchema, () => {
    asked++;
    return { roots: [{ uri: pathToFileURL(theirs).href }] };
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(hub.url)) as Transport);
  onTestFinished(() => client.close());
  await client.sendRootsListChanged();
  const other = await throughHub(hub);
  expect(await textOf(other, "list_allowed_directories", {})).toBe(`Allowed directories:\n${mine}`);
  expect(await textOf(client, "list_directory", { path: theirs })).toContain("Access denied");
  expect(asked).toBe(0);
});

it("the folder of a session is its own where each has a process", async () => {
  const [mine, theirs] = [realpathSync(temporaryFolder()), realpathSync(temporaryFolder())];
  const hub = await fixtureHub({ ...npx("filesystem", mine), sharing: "session" });
  const client = new Client({ name: "test", version: "1.0.0" }, { capabilities: { roots: {} } });
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: pathToFileURL(theirs).href }] }));
  await client.connect(new StreamableHTTPClientTransport(new URL(hub.url)) as Transport);
  onTestFinished(() => client.close());
  const other = await throughHub(hub);
  expect(await textOf(other, "list_allowed_directories", {})).toBe(`Allowed directories:\n${mine}`);
  await expect
    .poll(() => textOf(client, "list_allowed_directories", {}), { timeout: 20_000 })
    .toBe(`Allowed directories:\n${theirs}`);
  expect(await textOf(other, "list_allowed_directories", {})).toBe(`Allowed directories:\n${mine}`);
});

it("two conversations do not think together", async () => {
  const [port] = await freePorts(1);
  const manifest = manifestOf({
    name: "thinking",
    port: port!,
    env: {},
    ejected: false,
    ...npx("sequential-thinking"),
  });
  const hub = await fixtureHub({}, { manifest });
  const clients = await Promise.all([throughHub(hub), throughHub(hub)]);
  const think = async (client: Client, thoughtNumber: number): Promise<unknown> =>
    JSON.parse(
      await textOf(client, "sequentialthinking", {
        thought: "well",
        thoughtNumber,
        totalThoughts: 3,
        nextThoughtNeeded: true,
      }),
    );
  expect(await think(clients[0]!, 1)).toMatchObject({ thoughtHistoryLength: 1 });
  expect(await think(clients[0]!, 2)).toMatchObject({ thoughtHistoryLength: 2 });
  expect(await think(clients[1]!, 1)).toMatchObject({ thoughtHistoryLength: 1 });
});

it("a server can ask the model of the client that called it", async () => {
  const hub = await fixtureHub({ ...npx("everything"), sharing: "session" });
  const client = new Client({ name: "test", version: "1.0.0" }, { capabilities: { sampling: {} } });
  client.setRequestHandler(CreateMessageRequestSchema, ({ params }) => ({
    role: "assistant",
    model: "none",
    content: { type: "text", text: `answer to ${JSON.stringify(params.messages)}` },
  }));
  await client.connect(new StreamableHTTPClientTransport(new URL(hub.url)) as Transport);
  onTestFinished(() => client.close());
  const tools = (await client.listTools()).tools.map(({ name }) => name);
  const tool = tools.find((name) => /sampling/i.test(name))!;
  expect(await textOf(client, tool, { prompt: "hello", maxTokens: 10 })).toMatch(/answer to .*hello/);
});
