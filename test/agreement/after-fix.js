/**
 * Lets `mcp-lint --machine --fix` move the servers of a client's case `several` to the hub, and asks the real client
 * before and after: it must list the same names, afterwards over HTTP. By hand, as record.js:
 *
 *     node test/agreement/after-fix.js codex --bin path/to/codex [--case NAME]
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { runIn } from "./sandbox.js";
import { listen } from "./stubs.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { bin: { type: "string" }, case: { type: "string", default: "several" } },
});
const [client] = positionals;
if (!client || !values.bin) {
  console.error("usage: node test/agreement/after-fix.js CLIENT --bin PATH [--case NAME]");
  process.exit(2);
}

/** @type {{ adapter: import("./adapters/adapter.d.ts").Adapter }} */
const { adapter } = await import(`./adapters/${client}.js`);
const main = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

// Some clients list their servers in a session only, and for that ask the stub for a model.
const hub = await listen();

await runIn(path.join(import.meta.dirname, "cases", client, values.case), async (sandbox) => {
  adapter.prepare?.(sandbox);
  const ask = async () => {
    const said = await sandbox.execute(path.resolve(values.bin), adapter.args, adapter.env);
    const { servers, fileRefused, message } = adapter.parse(said, sandbox);
    if (fileRefused) throw new Error(`refused: ${message}`);
    return servers.map(({ name, transport }) => ({ name, transport })).sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  const before = await ask();
  const { stdout, stderr } = spawnSync(process.execPath, [main, "--machine", "--fix"], {
    cwd: sandbox.project,
    env: { HOME: sandbox.home, PATH: process.env.PATH },
    encoding: "utf8",
  });
  const after = await ask();
  console.log(stdout, stderr);
  console.table(
    before.map(({ name, transport }, index) => ({ name, before: transport, after: after[index]?.transport })),
  );
  const same = before.map(({ name }) => name).join() === after.map(({ name }) => name).join();
  const moved = after.every(({ transport }) => transport !== "stdio");
  console.log(same && moved ? `${client}: same names, none over stdio` : `${client}: DIFFERENT`);
  process.exitCode = same && moved ? 0 : 1;
});
hub.close();
