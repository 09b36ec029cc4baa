// What a call costs, as a ratio to the yardstick: hubs.md calls these points 1 and 2. By hand, after a build:
//
//     node bench/hub-latency.js [ROUNDS]
//
// Each round measures every system in turn; the row of a system is that of its quietest round.
import { cpuOf, cpuOfMachine, treeOf } from "./hub/processes.js";
import { figure, printTable, quantile } from "./hub/statistics.js";
import { serversFor, systems, withFolder } from "./hub/systems.js";

const rounds = Number(process.argv[2] ?? 3);
const loads = [
  { sessions: 1, calls: 2_000, warmUp: 400 },
  { sessions: 8, calls: 3_200, warmUp: 400 },
  { sessions: 64, calls: 6_400, warmUp: 640 },
];

/** @type {Map<string, Map<number, object>>} by system, by sessions */
const best = new Map();

for (let round = 1; round <= rounds; round++) {
  for (const [name, start] of Object.entries(systems)) {
    if (name === "supergateway" && round > 1) continue;
    await withFolder(async (folder) => {
      const system = await start(serversFor(1, folder), folder);
      try {
        for (const load of loads) {
          if (name === "stdio" && load.sessions > 8) continue;
          const measured = await measure(system, load);
          const byLoad = best.get(name) ?? best.set(name, new Map()).get(name);
          const known = byLoad.get(load.sessions);
          if (!known || measured.p50 < known.p50) byLoad.set(load.sessions, measured);
        }
      } finally {
        await system.stop();
      }
    });
    console.error(`round ${round}: ${name}`);
  }
}

async function measure(system, { sessions: count, calls, warmUp }) {
  const sessions = await Promise.all(Array.from({ length: count }, () => system.open("s0")));
  const call = (session) => session.ask("tools/call", { name: system.echo, arguments: { message: "hello" } });
  const run = async (total, times) => {
    const each = Math.ceil(total / count);
    await Promise.all(
      sessions.map(async (session) => {
        for (let index = 0; index < each; index++) {
          const start = performance.now();
          await call(session);
          times?.push(performance.now() - start);
        }
      }),
    );
    return each * count;
  };
  await run(warmUp);
  const pids = treeOf(system.roots());
  const [cpu, machine, own, start] = [cpuOf(pids), cpuOfMachine(), process.cpuUsage(), performance.now()];
  const times = [];
  const total = await run(calls, times);
  const wall = performance.now() - start;
  const used = cpuOf(pids) - cpu;
  const driver = process.cpuUsage(own);
  const foreign = (cpuOfMachine() - machine - used - (driver.user + driver.system) / 1000) / wall;
  await Promise.all(sessions.map((session) => session.close()));
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    perSecond: (total / wall) * 1000,
    cpu: used / total,
    foreign: Math.max(0, foreign),
  };
}

const floor = (sessions) => best.get("yardstick").get(sessions);
for (const { sessions } of loads) {
  console.log(`\n${sessions} session${sessions === 1 ? "" : "s"}`);
  printTable(
    [
      "system",
      "p50 ms",
      "p95",
      "p99",
      "calls/s",
      "CPU ms/call",
      "p50 ×",
      "p99 ×",
      "calls/s ×",
      "CPU ×",
      "foreign cores",
    ],
    [...best].flatMap(([name, byLoad]) => {
      const row = byLoad.get(sessions);
      if (!row) return [];
      const { p50, p95, p99, perSecond, cpu, foreign } = row;
      const base = floor(sessions);
      const ratios = [p50 / base.p50, p99 / base.p99, perSecond / base.perSecond, cpu / base.cpu];
      return [[name, ...[p50, p95, p99, perSecond, cpu, ...ratios, foreign].map(figure)]];
    }),
  );
}

const [one, many] = [1, 64].map((sessions) => best.get("mcp-lint hub").get(sessions));
const verdicts = [
  ["p50, 1 session ≤ 1.5 × yardstick", one.p50 / floor(1).p50, 1.5],
  ["p99, 1 session ≤ 2 × yardstick", one.p99 / floor(1).p99, 2],
  ["CPU per call, 1 session ≤ 1.6 × yardstick", one.cpu / floor(1).cpu, 1.6],
  ["CPU per call, 64 sessions ≤ 1.6 × yardstick", many.cpu / floor(64).cpu, 1.6],
  ["yardstick ÷ ours, calls/s at 64 sessions ≤ 1.43", floor(64).perSecond / many.perSecond, 1.43],
  ["mcp-proxy ÷ ours, calls/s at 64 sessions ≤ 0.5", best.get("mcp-proxy").get(64).perSecond / many.perSecond, 0.5],
];
console.log();
printTable(
  ["target", "measured", "met"],
  verdicts.map(([target, value, limit]) => [target, figure(value), value <= limit ? "yes" : "NO"]),
);
