import { describe, expect, it } from "vitest";
import { defaultSettings, lint, memoryFileSystem } from "../../src/index.ts";
import { attribute } from "../../src/processes/attribute.ts";
import { predictionOf } from "../../src/processes/prediction.ts";
import { orphanEvidence } from "../../src/report/orphans.ts";
import { reportProcesses } from "../../src/report/processes.ts";
import { reportProcessesJson } from "../../src/report/processes-json.ts";
import { plain } from "../report/sample.ts";
import { tableOf, type Recorded } from "./recorded.ts";

const minute = 60_000;
const now = 1_000_000_000_000;
const processOf = (
  pid: number,
  parent: number,
  age: number,
  args: readonly string[],
  rest: Partial<Recorded> = {},
): Recorded => ({
  pid,
  parent,
  start: String(pid),
  since: now - age * minute,
  args,
  exact: true,
  rss: 50,
  own: true,
  input: "pipe",
  ...rest,
});

const secret = "hunter2-hunter2-hunter2";
const processes = [
  processOf(1, 0, 9000, ["/sbin/init"], { own: false, rss: 10 }),
  processOf(10, 1, 125, ["claude"], { folder: "/home/ada/work", input: "terminal" }),
  processOf(20, 10, 125, ["npm exec @modelcontextprotocol/server-memory"], { rss: 70 }),
  processOf(21, 20, 125, ["sh", "-c", "'mcp-server-memory'"], { rss: 2 }),
  processOf(22, 21, 125, ["node", "/x/node_modules/@modelcontextprotocol/server-memory/dist/index.js"]),
  processOf(30, 10, 125, ["docker", "run", "-i", "ghcr.io/ada/a-very-long-name-of-a-server-mcp", "--token", secret]),
  processOf(40, 1, 3000, ["node", "/x/node_modules/@modelcontextprotocol/server-memory/dist/index.js"]),
  processOf(50, 1, 3, ["codex"], { input: "terminal" }),
];

async function reports(): Promise<{ readonly human: string; readonly json: string; readonly evidence: string }> {
  const files = {
    "/home/ada/.claude.json": JSON.stringify({
      mcpServers: {
        memory: { command: "npx", args: ["-y", "@modelcontextprotocol/server-memory"] },
        fetch: { command: "uvx", args: ["mcp-server-fetch"] },
      },
    }),
  };
  const platform = { os: "linux", home: "/home/ada", cwd: "/home/ada", env: {} } as const;
  const host = { fileSystem: memoryFileSystem(files, "linux"), platform };
  const { project } = await lint({ paths: [], machine: true, ignore: true }, defaultSettings, host);
  const picture = attribute(tableOf(processes, now), project, host);
  const prediction = predictionOf(picture, project, { machine: { os: "linux", shellStays: true } });
  const options = { style: plain, width: 80, shownPath: (path: string) => path.replace("/home/ada", "~") };
  const orphan = picture.servers.find(({ origin }) => origin === "orphan")!;
  return {
    human: reportProcesses(picture, prediction, options),
    json: reportProcessesJson(picture, prediction),
    evidence: orphanEvidence(orphan, picture.table, options),
  };
}

describe("what runs", () => {
  it("is told in eighty columns", async () => {
    const { human, evidence } = await reports();
    expect(`${human}\n\n${evidence}\n`).toMatchInlineSnapshot(`
      "                                                     pid  proc     RSS  launcher
      Claude Code (10) for 2 h in ~/work
        memory                npx server-memory             20     3  120 MB      59 %
        ghcr.io/ada/a-ver...  docker ghcr.io/ada/a-ver...   30     1   50 MB
        also in its configs, and not running: fetch

      Orphans: whoever started them is gone
        memory                npx server-memory             40     1   50 MB

      memory runs 2 times (Claude Code, an orphan); all but one take 50 MB RSS
      In no config that was read: ghcr.io/ada/a-very-long-name-of-a-server-mcp
      Without a server: OpenAI Codex
      3 servers in 1 session: 5 processes, 220 MB RSS; of that 2 processes, 72 MB RSS
      only for launching
      The configs start 2 servers in these sessions: 5 processes, 110 to 200 MB once
      idle for a minute, 140 to 240 MB before
      hint: mcp-lint ps --reap offers to end the orphans, one by one

      memory npx @modelcontextprotocol/server-memory
        40 node; started 2 d ago, 50 MB RSS
        who started it is gone: process 1 (init) has taken it over
        its input is a pipe, so it was started by a program, not by hand or as a
          service
        ~/.claude.json (Claude Code) has this command
      "
    `);
    expect(Math.max(...human.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it("is told to programs", async () => {
    const report = JSON.parse((await reports()).json) as {
      readonly sessions: readonly { readonly servers: readonly object[] }[];
    };
    expect(report).toMatchObject({
      version: 1,
      orphans: [{ name: "memory", pid: 40, file: "~/.claude.json", processes: 1, memory: { rss: 50 } }],
      duplicates: [{ name: "memory", pids: [20, 40], allButOne: { processes: 1 } }],
      total: { processes: 5, memory: { rss: 222 } },
      launchers: { processes: 2, memory: { rss: 72 } },
      predicted: { servers: 2, processes: { low: 5, high: 5 } },
    });
    expect(report.sessions).toMatchObject([
      {
        client: "claude-code",
        pid: 10,
        folder: "/home/ada/work",
        absent: ["fetch"],
        servers: [{ pid: 20 }, { pid: 30 }],
      },
      { client: "codex", pid: 50, servers: [] },
    ]);
    expect(report.sessions[0]?.servers[0]).toMatchObject({
      name: "memory",
      client: "claude-code",
      processes: 3,
      tree: [
        { pid: 20, program: "npm", launcher: true },
        { pid: 21, program: "sh", launcher: true },
        { pid: 22, program: "node", launcher: false },
      ],
    });
  });

  it("is told without arguments, which may be secrets", async () => {
    expect(JSON.stringify(await reports())).not.toContain("hunter2");
  });
});
