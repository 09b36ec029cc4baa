// What linting costs beside Node's own start, as ratios and differences: node bench/lint.js [RUNS]
// Reads dist/, so build first. Medians over alternating runs, for machines are noisy.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const runs = Number(process.argv[2] ?? 9);
const main = path.resolve(import.meta.dirname, "../dist/cli/main.js");
const folder = mkdtempSync(path.join(tmpdir(), "mcp-lint-bench-"));

const packages = ["context7-mcp", "server-memory", "server-filesystem", "server-github", "playwright", "sentry"];
/** One server in `every` is on a hub, the others are started over stdio. */
const config = (number, every) => ({
  mcpServers: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `server-${index}`,
      index % every === 0
        ? { type: "http", url: `http://127.0.0.1:${18901 + index}/mcp` }
        : {
            command: "npx",
            args: ["-y", `@example/${packages[index % 6]}@1.${number % 50}.0`],
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

const cases = {
  "node -e 0": ["-e", "0"],
  "one file": [main, one],
  "1,000 files of 12, on a hub": [main, path.join(folder, "hub")],
  "1,000 files of 12, 8 findings each": [main, path.join(folder, "stdio")],
};
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let run = 0; run <= runs; run++) {
  for (const [name, args] of Object.entries(cases)) {
    const start = process.hrtime.bigint();
    spawnSync(process.execPath, args, { cwd: folder, maxBuffer: 1 << 30 });
    // The first round warms the caches of the disk.
    if (run > 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const node = median(times["node -e 0"]);
for (const [name, values] of Object.entries(times)) {
  const time = median(values);
  console.log(
    `${name.padEnd(36)} ${time.toFixed(0).padStart(6)} ms   ${(time / node).toFixed(2)} × node   +${(time - node).toFixed(0)} ms`,
  );
}

for (const name of ["hub", "stdio"]) {
  const report = `process.argv.splice(1, 0, ${JSON.stringify(main)});
    process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));
    await import(${JSON.stringify(main)});`;
  const args = ["--input-type=module", "-e", report, path.join(folder, name)];
  const { stderr } = spawnSync(process.execPath, args, { cwd: folder, maxBuffer: 1 << 30, encoding: "utf8" });
  console.log(`peak memory, ${name.padEnd(23)} ${(Number(stderr) / 1024).toFixed(0).padStart(6)} MB`);
}
rmSync(folder, { recursive: true });
