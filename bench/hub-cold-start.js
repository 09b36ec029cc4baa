// How long a session waits for its servers, and a hub until it listens: hubs.md calls these points 4 and 5. By hand,
// after a build:
//
//     node bench/hub-cold-start.js [SERVERS] [ROUNDS]
import { npxOf } from "./hub/packages.js";
import { cpuOf, treeOf } from "./hub/processes.js";
import { openStdio } from "./hub/clients.js";
import { figure, median, printTable } from "./hub/statistics.js";
import { serversFor, systems, withFolder } from "./hub/systems.js";

const [count, rounds] = [Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 3)];
const asked = ["mcp-lint hub", "yardstick", "mcp-proxy", "mcp-hub", "stdio"];

/** A session is there when each of its servers has answered `initialize` and `tools/list`. */
async function session(open, names) {
  const start = performance.now();
  const sessions = await Promise.all(
    names.map(async (name) => {
      const each = await open(name);
      await each.ask("tools/list");
      return each;
    }),
  );
  const wall = performance.now() - start;
  return { wall, close: () => Promise.all(sessions.map((each) => each.close())) };
}

const rows = [];
for (const name of asked) {
  await withFolder(async (folder) => {
    const servers = serversFor(count, folder);
    const system = await systems[name](servers, folder);
    try {
      const names = system.single ? ["s0"] : servers.map((server) => server.name);
      // A hub that has been in use for a while; every session of stdio starts from nothing anyway.
      for (let round = 0; round < (name === "stdio" ? 1 : 10); round++) {
        await (await session(system.open, names)).close();
      }
      const walls = [];
      let cpu = 0;
      for (let round = 0; round < rounds; round++) {
        const before = name === "stdio" ? 0 : cpuOf(treeOf(system.roots()));
        const one = await session(system.open, names);
        walls.push(one.wall);
        cpu += cpuOf(treeOf(system.roots())) - before;
        await one.close();
      }
      rows.push({ name, wall: median(walls), cpu: cpu / rounds / count });
    } finally {
      await system.stop();
    }
  });
  console.error(name);
}

const packages = ["everything", "filesystem", "memory"];
await withFolder(async (folder) => {
  const env = { ...process.env, npm_config_offline: "true", MEMORY_FILE_PATH: `${folder}/memory.jsonl` };
  const start = (index, offline) => {
    const name = packages[index % 3];
    const args = [...npxOf(name), ...(name === "filesystem" ? [folder] : [])];
    return openStdio({ command: "npx", args, env: offline ? env : process.env });
  };
  // npm fills its cache once.
  for (let index = 0; index < 3; index++) await (await start(index, false)).close();
  const names = Array.from({ length: count }, (_, index) => String(index));
  const { wall, close } = await session((name) => start(Number(name), true), names);
  rows.push({ name: "stdio npx", wall, cpu: undefined });
  await close();
});
console.error("stdio npx");

// Fifty servers that nobody calls yet.
const listening = [];
for (let round = 0; round < rounds; round++) {
  await withFolder(async (folder) => {
    const system = await systems["mcp-lint hub"](serversFor(50, folder), folder);
    listening.push(system.listeningAfter);
    await system.stop();
  });
}

const row = (name) => rows.find((each) => each.name === name);
const ours = row("mcp-lint hub");
console.log(`\na session of ${count} servers, all of them warm where they are shared`);
printTable(
  ["system", "ms", "ours is faster ×", "CPU ms per server"],
  rows.map(({ name, wall, cpu }) => [name, figure(wall), figure(wall / ours.wall), figure(cpu)]),
);
console.log();
printTable(
  ["target", "measured", "met"],
  [
    ["session ≤ 1.5 × yardstick", figure(ours.wall / row("yardstick").wall), ours.wall <= 1.5 * row("yardstick").wall],
    [
      "≥ 60 × faster than stdio npx",
      figure(row("stdio npx").wall / ours.wall),
      row("stdio npx").wall >= 60 * ours.wall,
    ],
    ["≥ 15 × faster than stdio node", figure(row("stdio").wall / ours.wall), row("stdio").wall >= 15 * ours.wall],
    ["CPU ≤ 6 ms per session and server", figure(ours.cpu), ours.cpu <= 6],
    ["listening ≤ 300 ms after its start, 50 servers", figure(median(listening)), median(listening) <= 300],
  ].map(([target, value, met]) => [target, value, met ? "yes" : "NO"]),
);
