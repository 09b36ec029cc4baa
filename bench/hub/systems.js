// How each way to reach servers is started: ours, the yardstick, the public peers, and no hub at all.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { openHttp, openSse, openStdio } from "./clients.js";
import { binOf, serverFile } from "./packages.js";

const main = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

/**
 * @typedef {object} System
 * @property {(name: string) => Promise<import("./clients.js").Session>} open a session with one server
 * @property {string} echo what the tool `echo` of the server `s0` is called
 * @property {() => readonly number[]} roots of the processes that are measured, sessions of stdio left out
 * @property {number} spawnedAt
 * @property {number} listeningAfter milliseconds until it accepted connections
 * @property {() => Promise<void>} stop
 */

/** `count` servers, of the three packages in turn. */
export function serversFor(count, folder) {
  return Array.from({ length: count }, (_, index) => {
    const file = serverFile(["everything", "filesystem", "memory"][index % 3]);
    const args = index % 3 === 1 ? [file, folder] : index % 3 === 0 ? [file, "stdio"] : [file];
    const env = { MEMORY_FILE_PATH: path.join(folder, `memory-${index}.jsonl`) };
    return { name: `s${index}`, command: process.execPath, args, env };
  });
}

/** @type {Record<string, (servers: ReturnType<typeof serversFor>, folder: string, sharing?: string) => Promise<System>>} */
export const systems = {
  async "mcp-lint hub"(servers, folder, sharing = "shared") {
    const home = mkdtempSync(path.join(folder, "home-"));
    const ports = await freePorts(servers.length);
    const manifest = path.join(home, ".config", "mcp-lint", "mcp-hub.json");
    mkdirSync(path.dirname(manifest), { recursive: true });
    const entries = servers.map(({ name, ...launch }, index) => [name, { ...launch, port: ports[index], sharing }]);
    writeFileSync(manifest, JSON.stringify({ servers: Object.fromEntries(entries) }));
    const hub = run([main, "hub", "run"], { HOME: home });
    return listening(hub, ports, (name) => openHttp(urlAt(ports, servers, name)));
  },

  async yardstick(servers) {
    const ports = await freePorts(servers.length);
    const list = servers.map(({ command, args }, index) => ({ port: ports[index], command, args }));
    const bridge = run([path.join(import.meta.dirname, "yardstick.js"), JSON.stringify(list)], {});
    return listening(bridge, ports, (name) => openHttp(urlAt(ports, servers, name)));
  },

  async "mcp-proxy"(servers) {
    const ports = await freePorts(servers.length);
    const started = servers.map(({ command, args, env }, index) =>
      run([binOf("mcp-proxy"), "--port", ports[index], "--host", "127.0.0.1", "--", command, ...args], env),
    );
    return listening(started, ports, (name) => openHttp(urlAt(ports, servers, name)));
  },

  async supergateway(servers) {
    const ports = await freePorts(servers.length);
    const started = servers.map(({ command, args, env }, index) => {
      const line = [command, ...args].map((word) => JSON.stringify(word)).join(" ");
      const flags = ["--outputTransport", "streamableHttp", "--stateful", "--port", ports[index], "--logLevel", "none"];
      return run([binOf("supergateway"), "--stdio", line, ...flags], env);
    });
    return listening(started, ports, (name) => openHttp(urlAt(ports, servers, name)));
  },

  async "mcp-hub"(servers, folder) {
    const [port] = await freePorts(1);
    const config = path.join(mkdtempSync(path.join(folder, "mcp-hub-")), "servers.json");
    const entries = servers.map(({ name, ...launch }) => [name, launch]);
    writeFileSync(config, JSON.stringify({ mcpServers: Object.fromEntries(entries) }));
    const home = mkdtempSync(path.join(folder, "home-"));
    const hub = run([binOf("mcp-hub"), "--port", port, "--config", config], { HOME: home });
    const system = await listening(hub, [port], () => openSse(`http://127.0.0.1:${port}/mcp`));
    // It listens before its servers are there, and lists no tools until then.
    for (let connected = 0; connected < servers.length;) {
      const health = await fetch(`http://127.0.0.1:${port}/api/health`).then((response) => response.json());
      connected = health.servers?.filter(({ status }) => status === "connected").length ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { ...system, echo: "s0__echo", single: true };
  },

  async stdio(servers) {
    const open = new Set();
    return {
      echo: "echo",
      spawnedAt: performance.now(),
      listeningAfter: 0,
      roots: () => [...open].map(({ pid }) => pid),
      async open(name) {
        const { command, args, env } = servers.find((each) => each.name === name);
        const session = await openStdio({ command, args, env: { ...process.env, ...env } });
        open.add(session);
        return { ...session, close: () => session.close().then(() => open.delete(session)) };
      },
      stop: async () => {
        await Promise.all([...open].map((session) => session.close()));
      },
    };
  },
};

function run(args, env) {
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, args.map(String), {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", process.env.BENCH_DEBUG ? "inherit" : "ignore"],
    detached: true,
  });
  return { child, spawnedAt };
}

async function listening(processes, ports, open) {
  const all = [processes].flat();
  await Promise.all(ports.map((port) => accepts(port)));
  const listeningAfter = performance.now() - all[0].spawnedAt;
  return {
    echo: "echo",
    open,
    spawnedAt: all[0].spawnedAt,
    listeningAfter,
    roots: () => all.map(({ child }) => child.pid),
    stop: async () => {
      await Promise.all(
        all.map(
          ({ child }) =>
            new Promise((resolve) => {
              child.once("exit", resolve);
              child.kill("SIGTERM");
              setTimeout(() => {
                try {
                  process.kill(-child.pid, "SIGKILL");
                } catch {
                  // All of it has ended.
                }
              }, 3_000).unref();
            }),
        ),
      );
    },
  };
}

async function accepts(port) {
  const { connect } = await import("node:net");
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const ok = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`nobody listens on ${port}`);
}

function urlAt(ports, servers, name) {
  return `http://127.0.0.1:${ports[servers.findIndex((each) => each.name === name)]}/mcp`;
}

async function freePorts(count) {
  const open = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve) => {
          const server = createServer();
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = open.map((server) => server.address().port);
  await Promise.all(open.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** A folder for one run, removed afterwards. */
export async function withFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), "mcp-lint-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
