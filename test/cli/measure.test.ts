import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { linuxProcesses } from "../../src/processes/linux.ts";
import { folderWith, mainFile, run, runBeside } from "./program.ts";

/** A server with one tool. It stays when its input ends, and says nothing for some seconds when it is told to. */
const server = `
  const wait = Number(process.argv[2] ?? 0);
  const tools = [{ name: "add", description: "Adds two numbers", inputSchema: { type: "object" }, annotations: {} }];
  require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, method } = JSON.parse(line);
    const results = {
      initialize: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "adder", version: "1" } },
      "tools/list": { tools },
    };
    if (id !== undefined) setTimeout(() => console.log(JSON.stringify({ jsonrpc: "2.0", id, result: results[method] })), wait);
  });
  setInterval(() => {}, 1e6);`;
const secret = "s3cr3t-t0ken-0f-ada-4711";

/** A home whose config has these servers; \`SERVER\` in an argument is the file of the server. */
function homeWith(servers: Readonly<Record<string, object>>): { readonly folder: string; readonly script: string } {
  const folder = folderWith({ "server.cjs": server });
  const script = path.join(folder, "server.cjs");
  const text = JSON.stringify({ mcpServers: servers }).replaceAll("SERVER", script);
  return { folder: folderWith({ "home/.claude.json": text }), script };
}

const profilesIn = (folder: string): string => path.join(folder, "home/.local/state/mcp-lint/profiles.json");
const env = { XDG_STATE_HOME: "" };

/** Processes that run this file. */
const running = (script: string): readonly number[] =>
  linuxProcesses().processes.flatMap(({ pid, args }) => (args.some((arg) => arg.includes(script)) ? [pid] : []));

describe.runIf(process.platform === "linux")("mcp-lint measure", () => {
  it("measures real processes, says why others cannot be, and leaves nothing behind", async () => {
    const { folder, script } = homeWith({
      adder: { command: process.execPath, args: ["SERVER"], env: { ADDER_TOKEN: secret } },
      wrapped: { command: "sh", args: ["-c", `'${process.execPath}' SERVER; exit`] },
      "wrapped-simple": { command: "bash", args: ["-c", `'${process.execPath}' 'SERVER'`] },
      broken: { command: process.execPath, args: ["-e", "console.error('no key given'); process.exit(3)"] },
      unset: { command: process.execPath, args: ["SERVER", "${NOT_SET_ANYWHERE}"] },
      remote: { type: "http", url: "http://127.0.0.1:9/mcp" },
    });
    const { status, stdout, stderr } = await runBeside(["measure", "--yes", "--settle", "3", "--timeout", "20"], {
      cwd: folder,
      env,
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^adder +1 +\d+ MB +\d+ MB +.* 1 +~18$/m);
    expect(stdout).toContain("broken: It ended with code 3\n  no key given");
    expect(stdout).toContain("skipped unset: the variable NOT_SET_ANYWHERE is not set");
    expect(stderr).toContain("measured adder");
    expect(running(script)).toEqual([]);

    const text = readFileSync(profilesIn(folder), "utf8");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(script);
    const { profiles } = JSON.parse(text) as { readonly profiles: readonly object[] };
    expect(profiles).toContainEqual(
      expect.objectContaining({
        name: "server.cjs",
        server: { processes: 1, fresh: { rss: expect.any(Number), private: expect.any(Number) } },
        shared: { [path.basename(process.execPath)]: expect.any(Number) },
        ready: { direct: expect.any(Number) },
        tools: 1,
        schemaBytes: 81,
        tokens: 18,
        measured: expect.objectContaining({ by: "local", platform: `linux/${process.arch}` }),
      }),
    );
  });

  it("is what estimate then reckons with", async () => {
    const { folder } = homeWith({ adder: { command: process.execPath, args: ["SERVER"] } });
    await runBeside(["measure", "adder", "--yes", "--settle", "3", "--json"], { cwd: folder, env });
    const { stdout } = run(["estimate", "--machine", "--json"], { cwd: folder, env });
    expect(stdout).toContain("measured on this machine");
  });

  it("ends everything on Ctrl-C, and keeps nothing half measured", async () => {
    const { folder, script } = homeWith({
      slow: { command: process.execPath, args: ["SERVER", "60000"] },
      wrapped: { command: "sh", args: ["-c", `'${process.execPath}' SERVER 60000; exit`] },
    });
    for (const name of ["slow", "wrapped"]) {
      const { PATH } = process.env;
      const child = spawn(process.execPath, [mainFile, "measure", name, "--yes"], {
        cwd: folder,
        env: { PATH, HOME: path.join(folder, "home") },
        stdio: ["ignore", "ignore", "ignore"],
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      await vi.waitFor(() => expect(running(script)).not.toEqual([]), 20_000);
      const exit = once(child, "exit");
      child.kill("SIGINT");
      expect(await exit).toEqual([1, null]);
      expect(running(script)).toEqual([]);
    }
    expect(existsSync(profilesIn(folder))).toBe(false);
  });

  it("starts nothing that was not confirmed or is not there", () => {
    const { folder } = homeWith({ adder: { command: process.execPath, args: ["SERVER"] } });
    const unconfirmed = run(["measure"], { cwd: folder, env });
    expect(unconfirmed).toMatchObject({ status: 2 });
    expect(unconfirmed.stderr).toContain("--yes starts them without asking");
    expect(run(["measure", "addr", "--yes"], { cwd: folder, env }).stderr).toContain("did you mean `adder`?");
  });
});
