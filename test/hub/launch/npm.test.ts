import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChild, type Runnable } from "../../../src/hub/child/child.ts";
import { launchOf, type LaunchContext } from "../../../src/hub/launch/launch.ts";
import { currentPlatform } from "../../../src/platform.ts";
import { eventually } from "../processes.ts";
import { startRegistry, type Registry } from "./registry.ts";

let root: string;
let registry: Registry;
let notes: string[];
let context: LaunchContext;

/** Says how it was started, and ends. */
const program = `#!/usr/bin/env node
console.log(JSON.stringify({ jsonrpc: "2.0", method: "started", params: {
  version: require("./package.json").version, args: process.argv.slice(2), name: require("node:path").basename(process.argv[1]),
  parent: process.ppid, pid: process.pid, cwd: process.cwd(), helper: process.env.PATH.split(":")[0] } }));`;

beforeEach(async () => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "launch-")));
  registry = await startRegistry(root);
  const home = path.join(root, "home");
  const folder = path.join(root, "project");
  for (const each of [home, folder]) mkdirSync(each);
  notes = [];
  const env = {
    PATH: process.env["PATH"],
    HOME: home,
    npm_config_registry: registry.url,
    npm_config_cache: path.join(home, ".npm"),
    npm_config_update_notifier: "false",
    npm_config_fetch_retries: "0",
  };
  const platform = { ...currentPlatform(), home, cwd: folder, env };
  context = { platform, folder, stateFolder: path.join(root, "state"), note: (message) => notes.push(message) };
  registry.publish("@some/server", "1.0.0", { bin: { server: "server.js" } }, { "server.js": program });
});
afterEach(async () => {
  await registry.close();
  rmSync(root, { recursive: true, force: true });
});

function launch(command: string, ...args: readonly string[]): Promise<Runnable> {
  return launchOf({ name: "s", port: 1, command, args, env: {}, ejected: false }, context);
}

/** As the user would. */
async function run(command: string, ...args: readonly string[]): Promise<void> {
  const { env } = context.platform;
  const started = spawn(command, args, { env: env as NodeJS.ProcessEnv, cwd: context.folder, stdio: "ignore" });
  expect(await once(started, "exit")).toEqual([0, null]);
}

interface Report {
  readonly version: string;
  readonly args: readonly string[];
  readonly name: string;
  readonly parent: number;
  readonly pid: number;
  readonly cwd: string;
  readonly helper: string;
}

async function started(runnable: Runnable): Promise<Report> {
  let report: Report | undefined;
  let end: unknown;
  const child = startChild(runnable, {
    onMessage: ({ params }) => void (report = params as Report),
    onExit: (exit) => void (end = exit),
  });
  await eventually(() => end !== undefined);
  expect(end).toMatchObject({ code: 0, stderr: [] });
  // The process that was started is the server itself: no npm and no shell is between.
  expect(report).toMatchObject({ parent: process.pid, pid: child.pid });
  return report!;
}

const installations = (): readonly string[] =>
  existsSync(path.join(context.stateFolder, "packages"))
    ? readdirSync(path.join(context.stateFolder, "packages")).filter((name) => name.includes("@"))
    : [];

describe("a server behind npx", () => {
  it("is installed once and then run by itself, without asking the registry again", async () => {
    const runnable = await launch("npx", "-y", "@some/server@1.0.0", "--root", "x");
    expect(notes).toEqual([expect.stringContaining("installed @some/server 1.0.0 in ")]);
    expect(installations()).toEqual(["@some+server@1.0.0"]);
    expect(await started(runnable)).toMatchObject({
      version: "1.0.0",
      args: ["--root", "x"],
      name: "server",
      cwd: context.folder,
      helper: path.join(context.stateFolder, "packages/@some+server@1.0.0/node_modules/.bin"),
    });
    const asked = registry.requests.length;
    expect(await launch("npx", "-y", "@some/server@1.0.0", "--root", "x")).toEqual(runnable);
    expect(registry.requests).toHaveLength(asked);
    expect(runnable.shown).toBe("npx -y @some/server@1.0.0 --root x");
  });

  it("is installed once also when many start at the same time", async () => {
    const runnables = await Promise.all([1, 2, 3].map(() => launch("npx", "-y", "@some/server@latest")));
    expect(new Set(runnables.map(({ command }) => command)).size).toBe(1);
    expect(notes).toHaveLength(1);
    expect(readdirSync(path.join(context.stateFolder, "packages")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("gets a newer version with the next start but one, where its version may change", async () => {
    const first = await launch("npx", "-y", "@some/server");
    expect(await started(first)).toMatchObject({ version: "1.0.0" });
    registry.publish("@some/server", "1.1.0", { bin: { server: "server.js" } }, { "server.js": program });
    expect(await launch("npx", "-y", "@some/server")).toEqual(first);

    const folder = path.join(context.stateFolder, "packages");
    const note = readdirSync(folder).find((name) => name.endsWith(".json"))!;
    writeFileSync(path.join(folder, note), JSON.stringify({ version: "1.0.0", checked: Date.now() - 25 * 3_600_000 }));
    expect(await launch("npx", "-y", "@some/server")).toEqual(first);
    await eventually(() => notes.length === 2);
    const next = await launch("npx", "-y", "@some/server");
    expect(await started(next)).toMatchObject({ version: "1.1.0" });
    expect(next.identity).not.toBe(first.identity);
    expect(installations().toSorted()).toEqual(["@some+server@1.0.0", "@some+server@1.1.0"]);
  });

  it("runs from npx's own cache where that has it for the same words", async () => {
    await run("npx", "-y", "@some/server@1.0.0");
    const asked = registry.requests.length;
    const runnable = await launch("npx", "-y", "@some/server@1.0.0");
    expect(runnable.command).toContain(path.join("home", ".npm", "_npx"));
    expect(await started(runnable)).toMatchObject({ version: "1.0.0", name: "server" });
    expect(registry.requests).toHaveLength(asked);
    expect(installations()).toEqual([]);
  });

  it("looks for a newer version behind the start where npx's cache is old", async () => {
    await run("npx", "-y", "@some/server");
    const cache = path.join(context.platform.env["npm_config_cache"]!, "_npx");
    utimesSync(path.join(cache, readdirSync(cache)[0]!, "package.json"), 1, 1);
    registry.publish("@some/server", "2.0.0", { bin: { server: "server.js" } }, { "server.js": program });
    expect(await started(await launch("npx", "-y", "@some/server"))).toMatchObject({ version: "1.0.0" });
    await eventually(() => notes.length > 0);
    expect(await started(await launch("npx", "-y", "@some/server"))).toMatchObject({ version: "2.0.0" });
  });

  it("runs from the project around it, as npx would", async () => {
    writeFileSync(path.join(context.folder, "package.json"), "{}");
    await run("npm", "install", "@some/server@1.0.0");
    registry.publish("@some/server", "1.1.0", { bin: { server: "server.js" } }, { "server.js": program });
    for (const spec of ["@some/server", "@some/server@^1.0.0", "@some/server@1.0.0"]) {
      const { command } = await launch("npx", "-y", spec);
      expect(command).toBe(path.join(context.folder, "node_modules/.bin/server"));
    }
    expect(await started(await launch("npx", "-y", "@some/server@latest"))).toMatchObject({ version: "1.1.0" });
  });

  it("runs what is installed for the whole machine, as npx would", async () => {
    const prefix = path.join(root, "global");
    const env = { ...context.platform.env, npm_config_prefix: prefix };
    context = { ...context, platform: { ...context.platform, env } };
    await run("npm", "install", "-g", "@some/server");
    registry.publish("@some/server", "1.1.0", { bin: { server: "server.js" } }, { "server.js": program });
    const runnable = await launch("npx", "-y", "@some/server");
    expect(runnable.command.startsWith(prefix)).toBe(true);
    expect(await started(runnable)).toMatchObject({ version: "1.0.0" });
  });

  it("starts without a registry when it has been installed", async () => {
    await launch("npx", "-y", "@some/server@latest");
    await registry.close();
    expect(await started(await launch("npx", "-y", "@some/server@latest"))).toMatchObject({ version: "1.0.0" });
  });

  it("runs install scripts and honours the project's .npmrc, as npx would", async () => {
    const scripts = { postinstall: "node -e \"require('node:fs').writeFileSync('built', '')\"" };
    const check = `${program}\nif (!require("node:fs").existsSync(__dirname + "/built")) throw new Error("not built");`;
    registry.publish("native", "1.0.0", { bin: "server.js", scripts }, { "server.js": check });
    const { npm_config_registry: url, ...env } = context.platform.env;
    context = { ...context, platform: { ...context.platform, env } };
    writeFileSync(path.join(context.folder, "package.json"), "{}");
    writeFileSync(path.join(context.folder, ".npmrc"), `registry=${url}\n`);
    expect(await started(await launch("npx", "-y", "native@1.0.0"))).toMatchObject({
      version: "1.0.0",
      name: "native",
    });
    const installed = path.join(context.stateFolder, "packages", "native@1.0.0");
    expect(existsSync(path.join(installed, ".npmrc"))).toBe(false);
  });

  it.each([
    ["npm exec", ["npm", "exec", "--yes", "--", "@some/server@1.0.0", "-a"]],
    ["bunx", ["bunx", "@some/server@1.0.0", "-a"]],
    ["pnpm dlx", ["pnpm", "dlx", "@some/server@1.0.0", "-a"]],
    ["pnpx", ["pnpx", "@some/server@1.0.0", "-a"]],
    ["yarn dlx", ["yarn", "dlx", "-q", "@some/server@1.0.0", "-a"]],
    ["npx with a package and its program", ["npx", "-y", "-p", "@some/server@1.0.0", "server", "-a"]],
    ["npx with --package=", ["npx", "-y", "--package=@some/server@1.0.0", "server", "-a"]],
  ])("and behind %s", async (_, [command, ...args]) => {
    expect(await started(await launch(command!, ...args))).toMatchObject({ version: "1.0.0", args: ["-a"] });
  });

  it("runs as written where the package has no one program, or cannot be installed", async () => {
    registry.publish("two", "1.0.0", { bin: { a: "a.js", b: "a.js.js" } }, { "a.js": program, "a.js.js": program });
    for (const spec of ["two@1.0.0", "no-such-package@1.0.0"]) {
      const { command, args } = await launch("npx", "-y", spec);
      expect([path.basename(command), ...args]).toEqual(["npx", "-y", spec]);
    }
    expect(notes).toEqual([
      expect.stringContaining("installed two 1.0.0"),
      expect.stringMatching(/^no-such-package@1\.0\.0 could not be installed, so npx has to do it: .*404/),
    ]);
    const asked = registry.requests.length;
    await launch("npx", "-y", "no-such-package@1.0.0");
    expect(registry.requests).toHaveLength(asked);
  });
});
