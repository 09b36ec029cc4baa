import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { DaemonStatus } from "../../src/hub/daemon/status.ts";
import { probe } from "../../src/probe/probe.ts";
import { folderWith, run, runBeside, type Run } from "../cli/program.ts";

const fixture = path.resolve(import.meta.dirname, "../probe/server.js");

/** Ports nobody has at the moment. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(
    servers.map((server) => new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

let folder: string;
let ports: readonly number[];
const hub = (...args: readonly string[]): Promise<Run> => runBeside(["hub", ...args], { cwd: folder });
const status = async (): Promise<DaemonStatus> => JSON.parse((await hub("status", "--json")).stdout) as DaemonStatus;
const server = (port: number, ...args: readonly string[]): object => ({
  port,
  command: process.execPath,
  args: [fixture, ...args],
});
const writeOwn = (servers: object): void => writeFileSync(ownManifest(), JSON.stringify({ servers }));
const ownManifest = (): string => path.join(folder, "home/.config/mcp-lint/mcp-hub.json");
const toolsAt = async (port: number): Promise<number> => {
  const answer = await probe({ kind: "http", url: `http://127.0.0.1:${port}/mcp` }, { timeout: 20_000 });
  return answer.tools.length;
};
/** One that has ended and is not waited for, as in a container without an init, does not count. */
const isRunning = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));

/** Waits for what the hub does by itself. */
async function eventually<T>(look: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  for (const until = Date.now() + 20_000; ;) {
    const value = await look();
    if (isRight(value) || Date.now() > until) return value;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

beforeEach(async () => {
  ports = await freePorts(3);
  folder = folderWith({ "home/.config/mcp-lint/mcp-hub.json": "{}" });
  writeOwn({ small: server(ports[0]!) });
  onTestFinished(() => void run(["hub", "stop"], { cwd: folder }), 60_000);
});

describe.runIf(process.platform === "linux")("mcp-lint hub", { timeout: 120_000 }, () => {
  it("starts in the background, serves, tells how it is, and leaves nothing behind when it is stopped", async () => {
    const started = await hub("start");
    expect(started.stderr).toBe("");
    expect(started.stdout).toMatch(/^The hub runs as process \d+ and serves 1 server$/m);
    expect(started.stdout).toContain(`http://127.0.0.1:${ports[0]}/mcp`);
    expect(started.stdout).toMatch(/^log: .*hub\.log$/m);

    expect(await status()).toMatchObject({ servers: [{ name: "small", state: "asleep", children: [] }] });
    expect(await toolsAt(ports[0]!)).toBe(1);
    const { hub: own, servers } = await status();
    expect(servers[0]).toMatchObject({ state: "ready", manifest: ownManifest(), memory: { processes: 1 } });

    const again = await hub("start");
    expect(again.stdout).toContain(`The hub runs already as process ${own.pid}`);

    const metrics = await fetch(`http://127.0.0.1:${own.port}/metrics`).then((response) => response.text());
    expect(metrics).toContain('mcp_hub_server_processes{server="small"} 1');
    expect((await fetch(`http://127.0.0.1:${own.port}/readyz`)).status).toBe(200);

    const child = servers[0]!.children[0]!.pid;
    expect((await hub("stop")).stdout).toBe("The hub and all its servers have ended\n");
    expect([own.pid, child].filter(isRunning)).toEqual([]);
    expect((await hub("status")).status).toBe(3);
    expect((await hub("stop")).stdout).toBe("No hub is running\n");
  });

  it("takes over its manifest when that changes, and restarts only what changed", async () => {
    writeOwn({ small: server(ports[0]!), stays: server(ports[1]!, "--tools", "2") });
    await hub("start");
    await toolsAt(ports[0]!);
    await toolsAt(ports[1]!);
    const before = (await status()).servers.find(({ name }) => name === "stays")!.children;
    writeOwn({
      small: server(ports[0]!, "--tools", "5"),
      stays: server(ports[1]!, "--tools", "2"),
      fresh: server(ports[2]!),
    });
    await eventually(status, ({ servers }) => servers.length === 3);
    expect(await toolsAt(ports[0]!)).toBe(5);
    expect(await toolsAt(ports[2]!)).toBe(1);
    expect((await status()).servers.find(({ name }) => name === "stays")!.children).toMatchObject([
      { pid: before[0]!.pid },
    ]);
    expect((await hub("logs")).stdout).toMatch(/took over the manifests; added: fresh; changed: small/);
  });

  it("does not start what somebody wrote into the manifest of a repository until its user says so", async () => {
    const manifest = path.join(folder, "mcp-hub.json");
    const write = (...args: readonly string[]): void =>
      writeFileSync(manifest, JSON.stringify({ servers: { project: server(ports[1]!, ...args) } }));
    write();
    await hub("start");
    expect(await toolsAt(ports[1]!)).toBe(1);
    write("--tools", "7");
    const held = await eventually(status, ({ manifests }) => manifests.some((each) => each.held.length > 0));
    expect(held.manifests.find(({ file }) => file === manifest)?.held).toEqual(["project"]);
    expect(await toolsAt(ports[1]!)).toBe(1);
    expect((await hub("status")).stdout).toContain("project changed since you accepted it");

    const reloaded = await hub("reload");
    expect(reloaded.stdout).toContain("changed: project");
    expect(await toolsAt(ports[1]!)).toBe(7);

    expect((await hub("stop", ".")).stdout).toContain("The hub no longer serves");
    expect((await status()).servers.map(({ name }) => name)).toEqual(["small"]);
  });

  it("comes back after it was killed, and ends what that left behind", async () => {
    await hub("start");
    await toolsAt(ports[0]!);
    const { hub: own, servers } = await status();
    process.kill(own.pid, "SIGKILL");
    const started = await hub("start");
    expect(started.stdout).toMatch(/^The hub runs as process/m);
    expect((await status()).hub.pid).not.toBe(own.pid);
    expect(await toolsAt(ports[0]!)).toBe(1);
    const before = [own.pid, servers[0]!.children[0]!.pid];
    expect(
      await eventually(
        async () => before.filter(isRunning),
        ({ length }) => length === 0,
      ),
    ).toEqual([]);
  });

  it("shows no secret in its log or status", async () => {
    const secret = "q8Zt4Vw1Xy7Kp3Rm";
    const shout = `console.error("token " + process.env.API_TOKEN); process.exit(3)`;
    writeOwn({
      loud: { port: ports[0], command: process.execPath, args: ["-e", shout], env: { API_TOKEN: secret } },
    });
    await hub("start");
    await toolsAt(ports[0]!).catch(() => undefined);
    const logs = await eventually(
      () => hub("logs", "loud"),
      ({ stdout }) => stdout.includes("ended by itself"),
    );
    expect(logs.stdout).toContain("token [redacted]");
    const { stdout } = await hub("status");
    expect(stdout).toMatch(/failed/);
    const { hub: own } = await status();
    const log = path.join(folder, "home/.local/state/mcp-lint/hub/hub.log");
    expect(own.log).toBe(log);
    for (const text of [stdout, JSON.stringify(await status()), readFileSync(log, "utf8")]) {
      expect(text).not.toContain(secret);
    }
  });

  it("says what keeps it from starting", async () => {
    writeFileSync(ownManifest(), "");
    const none = folderWith({});
    const nothing = await runBeside(["hub", "start"], { cwd: none });
    expect(nothing.status).toBe(2);
    expect(nothing.stderr).toContain("error: there is no hub manifest yet");
    const open = await hub("start", "--host", "0.0.0.0");
    expect(open.status).toBe(2);
    expect(open.stderr).toContain("on another address than 127.0.0.1 the hub needs a token");
    const unknown = await hub("reload");
    expect(unknown.stderr).toContain("error: no hub is running");
  });

  it("asks for its token once there is one, and lets in who sends it", async () => {
    const token = (await hub("token")).stdout.trim();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await hub("token")).stdout.trim()).toBe(token);
    await hub("start");
    await expect(toolsAt(ports[0]!)).rejects.toMatchObject({ message: expect.stringContaining("401") as string });
    const url = `http://127.0.0.1:${ports[0]}/mcp`;
    const headers = { authorization: `Bearer ${token}` };
    expect((await probe({ kind: "http", url, headers }, { timeout: 20_000 })).tools).toHaveLength(1);
    const { port } = (await status()).hub;
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });

  it("takes no orders without the secret that only its user can read", async () => {
    await hub("start");
    const { port } = (await status()).hub;
    const ask = (headers: Record<string, string>): Promise<number> =>
      fetch(`http://127.0.0.1:${port}/control/stop`, { method: "POST", headers }).then((response) => response.status);
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: "Bearer wrong" })).toBe(401);
    expect(await ask({ origin: "https://evil.example" })).toBe(403);
    expect((await hub("status")).status).toBe(0);
  });

  it("shows what it would install, and installs nothing", async () => {
    const { stdout, status } = await hub("install", "--dry-run");
    expect(status).toBe(0);
    expect(stdout).toContain(`# ${path.join(folder, "home/.config/systemd/user/mcp-lint-hub.service")}`);
    expect(stdout).toMatch(/^ExecStart=.*main\.js" "hub" "run"$/m);
    expect(stdout).toContain("$ systemctl --user enable --now mcp-lint-hub.service");
    const missing = await hub("uninstall", "--dry-run");
    expect(missing.stderr).toContain("the hub is not installed");
  });
});

it.runIf(process.platform === "linux")(
  "waits for a manifest where the system starts it",
  { timeout: 60_000 },
  async () => {
    rmSync(ownManifest());
    const running = runBeside(["hub", "run"], { cwd: folder, env: { MCP_LINT_SERVICE: "1" } });
    const count = async (): Promise<number> => {
      const { stdout } = await hub("status", "--json");
      return (JSON.parse(stdout) as Partial<DaemonStatus>).servers?.length ?? -1;
    };
    expect(await eventually(count, (servers) => servers === 0)).toBe(0);
    writeOwn({ small: server(ports[0]!) });
    expect(await eventually(count, (servers) => servers === 1)).toBe(1);
    await hub("stop");
    expect((await running).status).toBe(0);
  },
);
