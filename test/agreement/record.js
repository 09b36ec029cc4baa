/**
 * Runs one real client over its cases and records what it made of them. By hand, never in a test run, and not on Windows:
 *
 *     node test/agreement/record.js codex --bin path/to/codex --version 0.169.0 [--case NAME]
 *
 * With `--case`, one case is run, the client's own words are shown, and nothing is recorded. See README.md.
 */
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { runIn } from "./sandbox.js";
import { listen } from "./stubs.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { bin: { type: "string" }, version: { type: "string" }, case: { type: "string" } },
});
const [client] = positionals;
const { bin, version } = values;
if (!client || !bin || !version) {
  console.error("usage: node test/agreement/record.js CLIENT --bin PATH --version VERSION [--case NAME]");
  process.exit(2);
}

/** @type {{ adapter: import("./adapters/adapter.d.ts").Adapter }} */
const { adapter } = await import(`./adapters/${client}.js`);
const cases = path.join(import.meta.dirname, "cases", client);
const hub = await listen();

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
  const recording = { client, version, date, platform, results };
  const file = path.join(import.meta.dirname, "recorded", `${client}.json`);
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
}
hub.close();

/** What the client says about a case, and what that means. */
function run(name) {
  return runIn(path.join(cases, name), async (sandbox) => {
    adapter.prepare?.(sandbox);
    hub.forget();
    const said = await sandbox.execute(path.resolve(bin), adapter.args, adapter.env);
    const { servers, fileRefused, message } = adapter.parse(said, sandbox);
    const reached = adapter.connects ? new Map([...hub.reached(), ...sandbox.started()]) : new Map();
    const result = { servers: merge(servers, reached), fileRefused, exitCode: said.exitCode };
    return { said, result: message ? { ...result, message: normalise(message, sandbox) } : result };
  });
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

/** Takes out what another machine or another release would say otherwise. */
function normalise(message, { home, project }) {
  return message
    .replaceAll(project, "<project>")
    .replaceAll(home, "~")
    .replaceAll(version, "<version>")
    .replaceAll(/\s+/g, " ")
    .trim();
}
