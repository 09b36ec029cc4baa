/**
 * Runs one real client over its cases and records what it made of them. By hand, never in a test run:
 *
 *     node test/agreement/record.js codex --bin path/to/codex --version 0.169.0 [--case NAME]
 *
 * `cases/<client>/<case>/{home,project}` are copied into a fresh home and a fresh working directory. With `--case` the
 * one case is run and the client's own words are shown, and nothing is recorded.
 *
 * Servers in the cases are stubs that only tell they were reached: a program `serve-<name>` and the URLs
 * `http://127.0.0.1:18901/mcp/<name>`. So a recording knows how a client really talks to a server where it tries to.
 */
import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs, stripVTControlCharacters } from "node:util";

const HUB_PORT = 18_901;
const TIME_LIMIT = 60_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { bin: { type: "string" }, version: { type: "string" }, case: { type: "string" } },
});
const [client] = positionals;
if (!client || !values.bin || !values.version) {
  console.error("usage: node test/agreement/record.js CLIENT --bin PATH --version VERSION [--case NAME]");
  process.exit(2);
}

/** @type {{ adapter: import("./adapters/adapter.d.ts").Adapter }} */
const { adapter } = await import(`./adapters/${client}.js`);
const cases = path.join(import.meta.dirname, "cases", client);
const requests = [];
const hub = await listen(requests);

if (values.case) {
  const { said, result } = await run(values.case);
  console.log(said.stdout, said.stderr, JSON.stringify(result, null, 2));
} else {
  const results = {};
  for (const name of readdirSync(cases).sort()) {
    results[name] = (await run(name)).result;
    console.log(name, JSON.stringify(results[name]));
  }
  const date = new Date().toISOString().slice(0, 10);
  const platform = `${process.platform}-${process.arch}`;
  const recording = { client, version: values.version, date, platform, results };
  writeFileSync(
    path.join(import.meta.dirname, "recorded", `${client}.json`),
    `${JSON.stringify(recording, null, 2)}\n`,
  );
}
hub.close();

/** Runs one case in a sandbox of its own. */
async function run(name) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "mcp-lint-agreement-")));
  const sandbox = { home: path.join(root, "home"), project: path.join(root, "project"), bin: path.join(root, "bin") };
  const started = path.join(root, "started");
  try {
    for (const folder of Object.values(sandbox)) mkdirSync(folder);
    cpSync(path.join(cases, name), root, { recursive: true });
    writeFileSync(started, "");
    for (const server of stubsOf(path.join(cases, name))) {
      const stub = path.join(sandbox.bin, `serve-${server}`);
      writeFileSync(stub, `#!/bin/sh\necho ${server} >> '${started}'\n`);
      chmodSync(stub, 0o755);
    }
    adapter.prepare?.(sandbox);
    requests.length = 0;
    const said = await execute(sandbox);
    const { servers, fileRefused, message } = adapter.parse(said, sandbox);
    const reached = adapter.connects ? transportsReached(readFileSync(started, "utf8")) : new Map();
    const result = { servers: merge(servers, reached), fileRefused, exitCode: said.exitCode };
    if (message) result.message = normalise(message, sandbox);
    return { said, result };
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs the client with nothing of this machine's but the PATH. */
function execute(sandbox) {
  const { promise, resolve } = Promise.withResolvers();
  const child = spawn(path.resolve(values.bin), adapter.args, {
    cwd: sandbox.project,
    env: {
      HOME: sandbox.home,
      PATH: [sandbox.bin, path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      LANG: "C.UTF-8",
      NO_COLOR: "1",
      TERM: "dumb",
      ...adapter.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (chunk) => (said[stream] += chunk));
  }
  const killGroup = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // Already gone.
    }
  };
  const timer = setTimeout(killGroup, TIME_LIMIT);
  child.on("exit", (exitCode, signal) => {
    clearTimeout(timer);
    if (signal) console.error(`killed by ${signal}`);
    killGroup();
    child.on("close", () =>
      resolve({
        stdout: stripVTControlCharacters(said.stdout),
        stderr: stripVTControlCharacters(said.stderr),
        exitCode: exitCode ?? -1,
      }),
    );
  });
  return promise;
}

/** First contact decides: clients that try several transports begin with the one they take the entry for. */
function transportsReached(started) {
  const reached = new Map();
  for (const server of started.split("\n").filter(Boolean)) reached.set(server, "stdio");
  for (const { method, url } of requests) {
    const server = /^\/mcp\/([\w-]+)$/.exec(url)?.[1];
    if (server && !reached.has(server)) reached.set(server, method === "POST" ? "http" : "sse");
  }
  return reached;
}

/** What was reached overrules what was listed, but for HTTP clients that fell back to SSE. Sorted by name. */
function merge(listed, reached) {
  const servers = new Map(listed.map((server) => [server.name, server]));
  for (const [name, transport] of reached) {
    const server = servers.get(name);
    const fellBack = server?.transport === "http" && transport === "sse";
    servers.set(name, { name, ...server, transport: fellBack ? "http" : transport, reached: true });
  }
  return [...servers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names of the programs that the files of a case would start. */
function stubsOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const text = files.map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8")).join("\n");
  return new Set([...text.matchAll(/serve-([\w-]+)/g)].map(([, server]) => server));
}

/** Takes out what another machine or another release would say otherwise. */
function normalise(message, { home, project }) {
  return message
    .replaceAll(project, "<project>")
    .replaceAll(home, "~")
    .replaceAll(values.version, "<version>")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** A hub that serves nothing, and remembers who asked. */
function listen(requests) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url });
    response.writeHead(404).end();
  });
  server.on("error", reject).listen(HUB_PORT, "127.0.0.1", () => resolve(server));
  return promise;
}
