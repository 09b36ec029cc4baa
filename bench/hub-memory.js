// Processes and memory of a hub: hubs.md calls this point 3. By hand, after a build:
//
//     node bench/hub-memory.js [SERVERS] [SESSIONS]
import { treeOf, memoryOf } from "./hub/processes.js";
import { figure, printTable } from "./hub/statistics.js";
import { serversFor, systems, withFolder } from "./hub/systems.js";

const [count, sessionCount] = [Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 8)];
const settle = () => new Promise((resolve) => setTimeout(resolve, 2_000));

const rows = [];
for (const [name, start] of Object.entries(systems)) {
  await withFolder(async (folder) => {
    const servers = serversFor(count, folder);
    const system = await start(servers, folder);
    try {
      await settle();
      const idle = memoryOf(treeOf(system.roots()));
      const names = system.single ? ["s0"] : servers.map((server) => server.name);
      // A first session wakes every server; what further ones add is what sessions cost.
      const first = [];
      for (const each of names) first.push(await use(system, each));
      await settle();
      const awake = memoryOf(treeOf(system.roots()));
      const hubAlone = memoryOf(system.roots());
      const sessions = [];
      const rest = name === "stdio" || name === "supergateway" ? Math.min(sessionCount, 2) - 1 : sessionCount - 1;
      for (let index = 0; index < rest; index++) {
        sessions.push(...(await Promise.all(names.map((each) => use(system, each)))));
      }
      await settle();
      const full = memoryOf(treeOf(system.roots()));
      rows.push({
        name,
        idle,
        awake,
        full,
        hubAlone: name === "stdio" ? { pss: 0, rss: 0 } : hubAlone,
        perSession: (full.pss - awake.pss) / (rest * (system.single ? 1 : count)),
        sessions: rest + 1,
      });
      await Promise.all([...first, ...sessions].map((session) => session.close()));
    } finally {
      await system.stop();
    }
  });
  console.error(name);
}

async function use(system, name) {
  const session = await system.open(name);
  const { tools } = await session.ask("tools/list");
  // A call that every one of these servers answers, so that it must be awake.
  const simple = tools.find((tool) => /(^|__)(echo|read_graph|list_allowed_directories)$/.test(tool.name));
  await session.ask("tools/call", { name: simple.name, arguments: { message: "hello" } });
  return session;
}

console.log(`\n${count} servers; MB of 1,000,000 bytes, PSS unless said otherwise`);
printTable(
  [
    "system",
    "sessions",
    "processes idle",
    "MB idle",
    "processes",
    "MB",
    "RSS",
    "hub alone",
    "MB per session and server",
  ],
  rows.map(({ name, sessions, idle, full, hubAlone, perSession }) => [
    name,
    sessions,
    idle.processes,
    figure(idle.pss),
    full.processes,
    figure(full.pss),
    figure(full.rss),
    figure(hubAlone.pss),
    perSession.toFixed(2),
  ]),
);

const row = (name) => rows.find((each) => each.name === name);
const [ours, floor] = [row("mcp-lint hub"), row("yardstick")];
console.log();
printTable(
  ["target", "measured", "met"],
  [
    ["processes when none is in use = 1", ours.idle.processes, ours.idle.processes === 1],
    [`processes when all are = ${count + 1}`, ours.full.processes, ours.full.processes === count + 1],
    ["MB per session and server ≤ 0.2", ours.perSession.toFixed(2), ours.perSession <= 0.2],
    [
      "hub alone ≤ 1.5 × yardstick",
      figure(ours.hubAlone.pss / floor.hubAlone.pss),
      ours.hubAlone.pss <= 1.5 * floor.hubAlone.pss,
    ],
  ].map(([target, value, met]) => [target, value, met ? "yes" : "NO"]),
);
