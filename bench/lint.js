// What linting costs beside Node's own start, as ratios and differences: node bench/lint.js [RUNS]
// Reads dist/, so build first. Medians over alternating runs, for machines are noisy; where others work on it as well, the
// least CPU time says more. It counts the threads that collect garbage and can be above the time on the clock.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const runs = Number(process.argv[2] ?? 9);
const main = path.resolve(import.meta.dirname, "../dist/cli/main.js");
const folder = mkdtempSync(path.join(tmpdir(), "mcp-lint-bench-"));

const packages = [
  "context7-mcp",
  "server-memory",
  "brave-search",
  "server-github",
  "gitlab",
  "sentry",
  "postgres",
  "slack",
  "time",
  "exa",
  "notion",
  "linear",
];
/** One server in `every` is on a hub, the others are started over stdio. */
const config = (number, every) => ({
  mcpServers: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `server-${index}`,
      index % every === 0
        ? { type: "http", url: `http://127.0.0.1:${18901 + index}/mcp` }
        : {
            command: "npx",
            args: ["-y", `@example/${packages[index]}@1.${number % 50}.0`],
            env: { HOME_OF: "/tmp" },
          },
    ]),
  ),
});
const clients = [".mcp.json", ".cursor/mcp.json", ".kiro/settings/mcp.json", ".gemini/settings.json"];
for (const [name, every] of [
  ["hub", 1],
  ["stdio", 3],
]) {
  for (let number = 0; number < 1000; number++) {
    const file = path.join(folder, name, `project-${number >> 2}`, clients[number % 4]);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(config(number, every), undefined, 2));
  }
}
const one = path.join(folder, "one", ".mcp.json");
mkdirSync(path.dirname(one), { recursive: true });
writeFileSync(one, JSON.stringify(config(0, 3), undefined, 2));

// Every process tells at its end what it took.
const meter = path.join(folder, "meter.cjs");
writeFileSync(
  meter,
  `process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    require("node:fs").writeSync(2, "\\n" + JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e3, memory: maxRSS / 1024 }));
  });`,
);

const cases = {
  node: ["-e", "0"],
  "one file": [main, one],
  "1,000 files of 12, on a hub": [main, path.join(folder, "hub")],
  "1,000 files of 12, 8 findings each": [main, path.join(folder, "stdio")],
};
const measured = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let run = 0; run <= runs; run++) {
  for (const [name, args] of Object.entries(cases)) {
    const start = process.hrtime.bigint();
    const { stderr } = spawnSync(process.execPath, ["--require", meter, ...args], {
      cwd: folder,
      maxBuffer: 1 << 30,
      encoding: "utf8",
    });
    const time = Number(process.hrtime.bigint() - start) / 1e6;
    // The first round warms the caches of the disk.
    if (run > 0) measured[name].push({ time, ...JSON.parse(stderr.slice(stderr.lastIndexOf("\n"))) });
  }
}
rmSync(folder, { recursive: true });

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const results = Object.fromEntries(
  Object.entries(measured).map(([name, rounds]) => [
    name,
    {
      time: median(rounds.map(({ time }) => time)),
      cpu: Math.min(...rounds.map(({ cpu }) => cpu)),
      memory: Math.max(...rounds.map(({ memory }) => memory)),
    },
  ]),
);
const { node } = results;
const columns = (...cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(36) : cell.padStart(12))).join("");
console.log(columns("", "time", "beyond node", "× node", "CPU", "beyond node", "memory"));
for (const [name, { time, cpu, memory }] of Object.entries(results)) {
  const ms = (value) => `${value.toFixed(0)} ms`;
  const ratio = (time / node.time).toFixed(2);
  console.log(
    columns(name, ms(time), ms(time - node.time), ratio, ms(cpu), ms(cpu - node.cpu), `${memory.toFixed(0)} MB`),
  );
}

console.log();
for (const [name, what, limit, unit] of [
  ["one file", "time", 60, "ms"],
  ["1,000 files of 12, 8 findings each", "time", 1000, "ms"],
  ["1,000 files of 12, 8 findings each", "memory", 150, "MB"],
]) {
  const value = results[name][what] - (what === "time" ? node.time : 0);
  const verdict = value <= limit ? "holds" : "DOES NOT HOLD";
  console.log(`${name}: ${value.toFixed(0)} of ${limit} ${unit}${what === "time" ? " beyond node" : ""}: ${verdict}`);
}
