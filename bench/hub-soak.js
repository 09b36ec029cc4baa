// Does memory stay where it is? Sessions are opened and left, orderly and not, and calls are made, in blocks; what the hub
// holds after each block must not grow. By hand, after a build:
//
//     node bench/hub-soak.js [LIFECYCLES] [CALLS]
import { memoryOf, treeOf } from "./hub/processes.js";
import { figure, printTable } from "./hub/statistics.js";
import { serversFor, systems, withFolder } from "./hub/systems.js";

const [lifecycles, calls] = [Number(process.argv[2] ?? 30_000), Number(process.argv[3] ?? 100_000)];
const blocks = 10;
const atOnce = 16;

await withFolder(async (folder) => {
  const system = await systems["mcp-lint hub"](serversFor(1, folder), folder);
  const rows = [];
  const look = () => ({ ...memoryOf(treeOf(system.roots())), own: memoryOf(system.roots()) });
  const note = (phase, done) => {
    const { processes, own } = look();
    rows.push({ phase, done, processes, pss: own.pss, rss: own.rss });
    console.error(`${phase} ${done}: ${processes} processes, ${figure(own.pss)} MB`);
  };
  try {
    const call = (session) => session.ask("tools/call", { name: "echo", arguments: { message: "x".repeat(100) } });
    for (let block = 0; block <= blocks; block++) {
      if (block > 0) {
        await inParallel(lifecycles / blocks, async (index) => {
          const session = await system.open("s0");
          await call(session);
          // Nearly all real sessions are just left.
          if (index % 4 === 0) await session.close();
          else session.drop();
        });
      }
      note("sessions", (lifecycles / blocks) * block);
    }
    const sessions = await Promise.all(Array.from({ length: atOnce }, () => system.open("s0")));
    for (let block = 0; block <= blocks; block++) {
      if (block > 0) await inParallel(calls / blocks, (index) => call(sessions[index % atOnce]));
      note("calls", (calls / blocks) * block);
    }
  } finally {
    await system.stop();
  }

  printTable(
    ["after", "processes", "hub MB PSS", "RSS"],
    rows.map(({ phase, done, processes, pss, rss }) => [`${done} ${phase}`, processes, figure(pss), figure(rss)]),
  );
  // The first blocks fill what is bounded: caches, and V8's own idea of how large a heap is worth.
  const of = (phase) => rows.filter((row) => row.phase === phase).map(({ pss }) => pss);
  // Of three looks the lowest is nearest to what a garbage collection leaves.
  const growth = (values) => Math.min(...values.slice(-3)) / Math.min(...values.slice(3, 6));
  console.log();
  printTable(
    ["target", "measured", "met"],
    ["sessions", "calls"].map((phase) => {
      const ratio = growth(of(phase));
      return [
        `memory of the last blocks ÷ of the middle ones, ${phase} ≤ 1.1`,
        figure(ratio),
        ratio <= 1.1 ? "yes" : "NO",
      ];
    }),
  );
});

async function inParallel(total, work) {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < total) await work(next++);
    }),
  );
}
