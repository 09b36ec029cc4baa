import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterEach, beforeEach, expect, it } from "vitest";
import { commit } from "../../src/transaction/commit.ts";
import { recover } from "../../src/transaction/recover.ts";
import { hostOf, newWorkbench, snapshot, type Workbench } from "./workbench.ts";

const sources = fileURLToPath(new URL("../../src/", import.meta.url));
const script = fileURLToPath(new URL("count-up.js", import.meta.url));

let bench: Workbench;
let files: readonly string[];
afterEach(() => bench.remove());
beforeEach(() => {
  bench = newWorkbench();
  compile(path.join(bench.root, "built"));
  mkdirSync(bench.at("real"));
  for (const name of ["plain", "linked", "named"]) writeFileSync(bench.at("real", name), "0\n", { mode: 0o600 });
  symlinkSync("real/linked", bench.at("link"));
  linkSync(bench.at("real", "named"), bench.at("other"));
  files = [bench.at("real", "plain"), bench.at("link"), bench.at("other")];
});

it("two processes that change the same files lose no change", async () => {
  const children = [countUp(15), countUp(15)];
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
  expect(codes).toEqual([0, 0]);
  expect(numbers()).toEqual([30, 30, 30]);
});

it("a process killed at any moment leaves all old or all new after the next start", async () => {
  let highest = 0;
  for (let round = 0; round < 12; round++) {
    const child = countUp(1_000_000);
    await once(child.stdout!, "data");
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;

    recover(hostOf(bench));
    const [first, ...others] = numbers();
    expect(others).toEqual([first, first]);
    expect(first).toBeGreaterThan(highest);
    highest = first!;
    expect(snapshot(bench.at())).toEqual({
      link: "-> real/linked",
      other: `600 2 ${first}\n`,
      real: "755",
      "real/linked": `600 1 ${first}\n`,
      "real/named": `600 2 ${first}\n`,
      "real/plain": `600 1 ${first}\n`,
    });
    expect(readdirSync(hostOf(bench).stateFolder)).toEqual(["transactions"]);
    expect(commit({ title: "next", changes: [] }, hostOf(bench)).outcome).toBe("committed");
  }
});

function countUp(times: number): ChildProcess {
  const { stateFolder } = hostOf(bench);
  const values = [script, path.join(bench.root, "built"), stateFolder, String(times), ...files];
  return spawn(process.execPath, values, { stdio: ["ignore", "pipe", "inherit"] });
}

function numbers(): readonly number[] {
  return files.map((file) => Number(readFileSync(file, "utf8")));
}

/** Node 20 runs no TypeScript: the few modules that the processes need, as JavaScript. */
function compile(to: string): void {
  mkdirSync(path.join(to, "transaction"), { recursive: true });
  writeFileSync(path.join(to, "package.json"), '{"type":"module"}');
  const modules = readdirSync(path.join(sources, "transaction")).map((name) => `transaction/${name}`);
  for (const name of ["errors.ts", "platform.ts", ...modules]) {
    const { outputText } = ts.transpileModule(readFileSync(path.join(sources, name), "utf8"), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        rewriteRelativeImportExtensions: true,
        verbatimModuleSyntax: true,
      },
    });
    writeFileSync(path.join(to, name.replace(/\.ts$/, ".js")), outputText);
  }
}
