// What `mcp-lint estimate` says of twenty real servers, beside what they take: node bench/estimate.js [SESSIONS,…]
// Reads dist/, so build first. Ten servers have a measured profile, ten have none; every other one of each is started
// through npx, the rest as `node file`. Takes a quarter of an hour, 5 GB of memory and the npm registry.
//
// Real memory is PSS and page tables after a minute without work. The servers run on a Node of their own, so that its
// pages are shared among them alone. `mcp-lint ps` looks meanwhile, and once more after a client was killed.
import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const known = {
  filesystem: ["@modelcontextprotocol/server-filesystem@2026.8.31", ["/tmp"]],
  memory: ["@modelcontextprotocol/server-memory@2026.8.31"],
  everything: ["@modelcontextprotocol/server-everything@2026.8.31"],
  thinking: ["@modelcontextprotocol/server-sequential-thinking@2026.8.31"],
  playwright: ["@playwright/mcp@0.0.83"],
  context7: ["@upstash/context7-mcp@4.1.1"],
  chart: ["@antv/mcp-server-chart@0.9.10"],
  devtools: ["chrome-devtools-mcp@1.11.0"],
  shopify: ["@shopify/dev-mcp@1.16.0"],
  next: ["next-devtools-mcp@0.4.0"],
};
const unknown = {
  drawio: ["@drawio/mcp@1.6.1"],
  mastra: ["@mastra/mcp-docs-server@1.2.27"],
  youtube: ["@kimtaeyoon83/mcp-server-youtube-transcript@0.1.1"],
  selenium: ["@angiejones/mcp-selenium@0.2.3"],
  git: ["@cyanheads/git-mcp-server@2.15.3"],
  heroui: ["@heroui/react-mcp@1.1.2"],
  fetch: ["@kazuph/mcp-fetch@1.6.3"],
  tauri: ["@hypothesi/tauri-mcp-server@0.13.0"],
  shadcn: ["@jpisnice/shadcn-ui-mcp-server@2.0.0"],
  debugger: ["@debugmcp/mcp-debugger@0.24.2", ["stdio"]],
};
const counts = (process.argv[2] ?? "1,2,4").split(",").map(Number);

const main = path.resolve(import.meta.dirname, "../dist/cli/main.js");
const root = mkdtempSync(path.join(tmpdir(), "mcp-lint-bench-"));
const [bin, home, store] = ["bin", "home", "store"].map((name) => path.join(root, name));
for (const folder of [bin, home, store]) mkdirSync(folder);
// npm looks for its settings beside the Node that runs it, which is a copy here.
const settings = spawnSync("npm", ["config", "get", "globalconfig"], { encoding: "utf8" }).stdout.trim();
const cache = process.env.BENCH_NPM_CACHE ?? path.join(root, "npm");
const env = {
  PATH: `${bin}:${process.env.PATH}`,
  HOME: home,
  npm_config_cache: cache,
  npm_config_globalconfig: settings,
  npm_config_update_notifier: "false",
};
copyFileSync(process.execPath, path.join(bin, "node"));
// A session of this name counts as one of Claude Code; it runs on the other Node, so its own pages do not disturb.
symlinkSync(process.execPath, path.join(root, "claude"));

function run(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...options,
  });
  if (status !== 0 && status !== 1) throw new Error(`${program} ${args.join(" ")}\n${stdout}\n${stderr}`);
  return stdout;
}
const lint = (...args) => run(process.execPath, [main, ...args], { cwd: home });

/** The file that a package's program is. */
function programOf(specifier) {
  const name = specifier.slice(0, specifier.lastIndexOf("@"));
  const folder = path.join(store, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return path.join(folder, typeof bin === "string" ? bin : Object.values(bin)[0]);
}

function entriesOf(servers) {
  return Object.fromEntries(
    Object.entries(servers).map(([name, [specifier, args = []]], at) => [
      name,
      at % 2 === 0
        ? { command: "npx", args: ["-y", specifier, ...args] }
        : { command: "node", args: [programOf(specifier), ...args] },
    ]),
  );
}

const predicted = (file, sessions) => JSON.parse(lint("estimate", file, "--sessions", String(sessions), "--json")).now;
const looked = () => JSON.parse(lint("ps", "--json"));

/** Servers that outlive the first session. */
const survivors = ["memory", "fetch"];
const sessions = [];
const holders = [];
async function openSession() {
  const session = spawn(path.join(root, "claude"), [path.join(import.meta.dirname, "session.js")], {
    cwd: home,
    env: sessions.length === 0 ? { ...env, HOLD: survivors.join() } : env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  sessions.push(session);
  const [line] = await new Promise((resolve) =>
    session.stdout.once("data", (data) => resolve(String(data).split("\n"))),
  );
  const { failed, holders: held } = JSON.parse(line);
  holders.push(...held);
  if (failed.length > 0) console.error(`did not answer: ${failed.join(", ")}`);
}

/** A minute without work, and longer on a busy machine: until half a minute changes nothing. At most ten minutes. */
async function settled() {
  await sleep(60_000);
  let before = looked().total.memory.pss;
  for (let look = 0; look < 18; look++) {
    await sleep(30_000);
    const { pss } = looked().total.memory;
    if (Math.abs(pss - before) < before / 200) return;
    before = pss;
  }
}

/** Everything below these processes, by the kernel's own account. */
function descendantsOf(pids) {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        return [[Number(pid), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]];
      } catch {
        return [];
      }
    });
  const found = new Set();
  for (let queue = [...pids]; queue.length > 0;) {
    const next = parents.filter(([, parent]) => queue.includes(parent)).map(([pid]) => pid);
    next.forEach((pid) => found.add(pid));
    queue = next;
  }
  return found;
}

const percent = (part, whole) =>
  `${part >= whole ? "+" : "−"}${Math.abs(Math.round((100 * (part - whole)) / whole))} %`;
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);

try {
  const direct = [known, unknown].flatMap((servers) => Object.values(servers).filter((_, at) => at % 2 === 1));
  console.error("installing");
  run("npm", ["install", "--prefix", store, "--no-audit", "--no-fund", ...direct.map(([specifier]) => specifier)]);
  const groups = { known: entriesOf(known), unknown: entriesOf(unknown) };
  const all = { ...groups.known, ...groups.unknown };
  const fileOf = (name, mcpServers) => {
    const file = path.join(root, name, ".mcp.json");
    mkdirSync(path.dirname(file));
    writeFileSync(file, JSON.stringify({ mcpServers }, undefined, 2));
    return file;
  };
  const files = {
    known: fileOf("known", groups.known),
    unknown: fileOf("unknown", groups.unknown),
    all: fileOf("all", all),
  };
  writeFileSync(path.join(home, ".claude.json"), JSON.stringify({ mcpServers: all }));
  console.error("filling the cache of npx");
  for (const [specifier] of Object.values({ ...known, ...unknown }).filter((_, at) => at % 2 === 0)) {
    run("npx", ["-y", `--package=${specifier}`, "-c", "true"]);
  }

  console.log(`Servers of ${new Date().toISOString().slice(0, 10)}, Node ${process.version}; memory in MB\n`);
  row("sessions", "servers", "processes", "estimate", "memory settled", "estimate", "error", "range");
  row("---", "---", "---", "---", "---", "---", "---", "---");
  for (const count of counts) {
    while (sessions.length < count) await openSession();
    console.error(`${count} open, settling`);
    await settled();
    const report = looked();
    const mine = report.sessions.filter(({ pid }) => sessions.some((session) => session.pid === pid));
    const servers = mine.flatMap(({ servers }) => servers);
    for (const [group, file] of Object.entries(files)) {
      const members = servers.filter(({ name }) => group === "all" || name in groups[group]);
      const processes = members.reduce((sum, server) => sum + server.processes, 0);
      const memory = members.reduce((sum, server) => sum + server.memory.pss, 0);
      const { processes: expected, settled } = predicted(file, count);
      const [low, high] = [Math.round(settled.low), Math.round(settled.high)];
      row(
        count,
        group,
        processes,
        expected.low === expected.high ? expected.low : `${expected.low}–${expected.high}`,
        Math.round(memory),
        Math.round(settled.likely),
        percent(settled.likely, memory),
        `${low}–${high}${memory >= low && memory <= high ? "" : " (missed)"}`,
      );
    }
    const told = new Set(servers.flatMap(({ tree }) => tree.map(({ pid }) => pid)));
    const real = descendantsOf(sessions.map(({ pid }) => pid));
    for (const pid of holders) real.delete(pid);
    const names = mine.map(({ servers }) =>
      servers
        .map(({ name }) => name)
        .toSorted()
        .join(),
    );
    const wanted = Object.keys(all).toSorted().join();
    console.error(
      `ps: ${mine.length} of ${count} sessions, ${told.size} of ${real.size} processes told` +
        `, ${[...told].filter((pid) => !real.has(pid)).length} wrongly, every name once: ${names.every((each) => each === wanted)}`,
    );
    for (const each of names) if (each !== wanted) console.error(each);
    const others = [
      ...report.orphans,
      ...report.others,
      ...report.sessions.filter((each) => !mine.includes(each)).flatMap(({ servers }) => servers),
    ];
    console.error(
      `ps: ${others.length} other servers on this machine, ${others.filter(({ file }) => file).length} taken for one of these`,
    );
  }

  const first = sessions.shift();
  const had = looked()
    .sessions.find(({ pid }) => pid === first.pid)
    .servers.flatMap(({ tree }) => tree);
  first.kill("SIGKILL");
  await sleep(10_000);
  const { orphans } = looked();
  const living = had.filter(({ pid }) => existsSync(`/proc/${pid}`)).map(({ pid }) => pid);
  const told = new Set(orphans.flatMap(({ tree }) => tree.map(({ pid }) => pid)));
  console.error(
    `after a kill: ${living.length} of ${had.length} processes live on, ${living.filter((pid) => told.has(pid)).length} told as orphans` +
      ` (${orphans
        .map(({ name }) => name)
        .toSorted()
        .join(", ")})`,
  );
} finally {
  for (const session of sessions) session.kill("SIGKILL");
  for (const pid of holders) process.kill(pid);
  await sleep(3000);
  rmSync(root, { recursive: true, force: true });
}
