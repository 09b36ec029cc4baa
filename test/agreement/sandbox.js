/** A home, a project and a PATH of its own for one run of a client. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { writePrograms } from "./stubs.js";

/** In ms. */
const TIME_LIMIT = 60_000;

/** Copies a case into a fresh sandbox, hands it to `use`, and clears up. */
export async function runIn(folder, use) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "mcp-lint-agreement-")));
  const [home, project, bin] = ["home", "project", "bin"].map((name) => path.join(root, name));
  const log = path.join(root, "started");
  try {
    for (const path of [home, project, bin]) mkdirSync(path);
    cpSync(folder, root, { recursive: true });
    writePrograms(folder, bin, log);
    return await use({
      home,
      project,
      execute: (program, args, env) =>
        execute(program, args, { cwd: project, env: { ...environment(home, bin), ...env } }),
      /** Names of the programs that were started. */
      started: () =>
        new Map(
          readFileSync(log, "utf8")
            .split("\n")
            .filter(Boolean)
            .map((name) => [name, "stdio"]),
        ),
    });
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Nothing of this machine's but the PATH. */
function environment(home, bin) {
  const PATH = [bin, path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  return { HOME: home, PATH, LANG: "C.UTF-8", NO_COLOR: "1", TERM: "dumb" };
}

/** Runs a program to its end, or to the time limit, and nothing that it started outlives it. */
async function execute(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (chunk) => (said[stream] += chunk));
  }
  const closed = once(child, "close");
  const timer = setTimeout(killGroup, TIME_LIMIT, child);
  const [exitCode] = await once(child, "exit");
  clearTimeout(timer);
  killGroup(child);
  await closed;
  return {
    stdout: stripVTControlCharacters(said.stdout),
    stderr: stripVTControlCharacters(said.stderr),
    exitCode: exitCode ?? -1,
  };
}

function killGroup({ pid }) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}
