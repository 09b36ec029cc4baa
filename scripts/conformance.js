// The official conformance suite of one or more revisions against the hub, with the fixture server behind it:
// node scripts/conformance.js 2025-11-25 2026-07-28
// The suite needs Node 22, which npm brings. What is known to fail is in test/hub/conformance-<revision>.yml.
import { build } from "esbuild";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const suite = ["node@22", "@modelcontextprotocol/conformance@0.2.0-alpha.12"];
const tests = fileURLToPath(new URL("../test/hub/", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "conformance-"));

let failed = false;
try {
  const program = path.join(folder, "hub-process.mjs");
  await build({
    entryPoints: [path.join(tests, "hub-process.ts")],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    banner: { js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);' },
  });
  for (const revision of process.argv.slice(2)) {
    console.log(`\n# ${revision}`);
    // The suite of the newer revision asks questions that it does not come back to; each holds a process.
    failed = !(await passes(program, revision, revision < "2026-07-28" ? "shared" : { pool: 16 })) || failed;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

async function passes(program, revision, sharing) {
  const port = await freePort();
  const fixture = path.join(tests, "fixture-server/server.js");
  const server = {
    name: "fixture",
    port,
    command: process.execPath,
    args: [fixture],
    env: {},
    sharing,
    ejected: false,
  };
  const manifest = { servers: [server], origins: [] };
  const state = mkdtempSync(path.join(folder, "state-"));
  const hub = spawn(process.execPath, [program, JSON.stringify({ manifest, folder: state })], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(hub.stdout, "data");
    const baseline = path.join(tests, `conformance-${revision}.yml`);
    const packages = suite.flatMap((name) => ["-p", name]);
    const url = `http://127.0.0.1:${port}/mcp`;
    const args = ["server", "--url", url, "--requirements", revision];
    if (existsSync(baseline)) args.push("--expected-failures", baseline);
    const run = spawn("npx", ["-y", ...packages, "conformance", ...args], { cwd: folder, stdio: "inherit" });
    const [code] = await once(run, "exit");
    return code === 0;
  } finally {
    const ended = once(hub, "exit");
    hub.kill();
    await ended;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
