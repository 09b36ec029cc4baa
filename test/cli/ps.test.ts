import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { folderWith, mainFile, run } from "./program.ts";

interface Server {
  readonly name: string;
  readonly pid: number;
  readonly processes: number;
}

interface Report {
  readonly sessions: readonly { readonly client: string; readonly pid: number; readonly servers: readonly Server[] }[];
  readonly orphans: readonly Server[];
}

/** Starts a server as clients do, and says its number. */
const client = `
  const { spawn } = require("node:child_process");
  const server = spawn(process.argv[2], [process.argv[3], "--root", "/srv"], { stdio: ["pipe", "ignore", "ignore"] });
  console.log(server.pid);
  setInterval(() => {}, 1e6);`;
/** Does not mind that nobody talks to it. */
const server = `process.stdin.resume(); setInterval(() => {}, 1e6);`;

/** A program called claude that has started a server of its config. */
async function openSession(): Promise<{ folder: string; session: ChildProcess; serverPid: number }> {
  const folder = folderWith({ "client.js": client, "server.js": server });
  const script = path.join(folder, "server.js");
  const config = { mcpServers: { stubborn: { command: process.execPath, args: [script, "--root", "/srv"] } } };
  const home = folderWith({ "home/.claude.json": JSON.stringify(config) });
  mkdirSync(path.join(folder, "bin"));
  symlinkSync(process.execPath, path.join(folder, "bin/claude"));
  const session = spawn(path.join(folder, "bin/claude"), [path.join(folder, "client.js"), process.execPath, script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [data] = (await once(session.stdout, "data")) as [Buffer];
  const serverPid = Number(String(data));
  onTestFinished(() => {
    session.kill("SIGKILL");
    if (isAlive(serverPid)) process.kill(serverPid, "SIGKILL");
  });
  return { folder: home, session, serverPid };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function seen(folder: string): Report {
  const { stdout, status } = run(["ps", "--json"], { cwd: folder });
  expect(status).toBe(0);
  return JSON.parse(stdout) as Report;
}

async function endClient(session: ChildProcess): Promise<void> {
  const closed = once(session, "exit");
  session.kill("SIGKILL");
  await closed;
}

describe.runIf(process.platform === "linux")("mcp-lint ps", () => {
  it("shows a server with the session that has it, and as an orphan once the client is gone", async () => {
    const { folder, session, serverPid } = await openSession();
    const found = seen(folder).sessions.find(({ pid }) => pid === session.pid);
    expect(found).toMatchObject({
      client: "claude-code",
      servers: [{ name: "stubborn", pid: serverPid, processes: 1 }],
    });
    expect(run(["ps"], { cwd: folder }).stdout).toMatch(/^ {2}stubborn +node server\.js +\d+ +1 /m);

    await endClient(session);
    const report = seen(folder);
    expect(report.sessions.find(({ pid }) => pid === session.pid)).toBeUndefined();
    expect(report.orphans.find(({ pid }) => pid === serverPid)).toMatchObject({ name: "stubborn" });
  });

  it("--reap ends nothing where nobody can be asked", async () => {
    const { folder, session, serverPid } = await openSession();
    await endClient(session);
    const { stdout, status } = run(["ps", "--reap"], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain(`  ${serverPid} node; started `);
    expect(stdout).toContain("Nothing was ended: a terminal is needed to confirm");
    expect(isAlive(serverPid)).toBe(true);
  });

  it("--reap ends what is confirmed at a terminal, and nothing else", async () => {
    const { folder, session, serverPid } = await openSession();
    const other = await openSession();
    await endClient(session);
    await endClient(other.session);
    const command = `${process.execPath} ${mainFile} ps --reap`;
    const terminal = spawn("script", ["-qec", command, "/dev/null"], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: path.join(folder, "home"), TERM: "dumb" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void terminal.kill("SIGKILL"));
    let text = "";
    let answered = 0;
    terminal.stdout.on("data", (data: Buffer) => {
      text += String(data);
      const questions = text.split("End it?");
      // This machine may have orphans of others: they are left alone.
      for (; answered < questions.length - 1; answered++) {
        terminal.stdin.write(questions[answered]!.includes(`  ${serverPid} node;`) ? "y\n" : "n\n");
      }
    });
    await once(terminal, "close");
    expect(text).toContain(`ended ${serverPid}`);
    expect(text).toMatch(/1 of \d+ ended/);
    await vi.waitFor(() => expect(isAlive(serverPid)).toBe(false), 10_000);
    expect(isAlive(other.serverPid)).toBe(true);
  });

  it("--watch needs a terminal, and one way to show it is enough", () => {
    const folder = folderWith({});
    expect(run(["ps", "--watch"], { cwd: folder })).toMatchObject({ status: 2 });
    expect(run(["ps", "--watch"], { cwd: folder }).stderr).toContain("--watch needs a terminal");
    expect(run(["ps", "--json", "--reap"], { cwd: folder }).stderr).toContain("exclude each other");
  });
});
