import { describe, expect, it } from "vitest";
import { defaultSettings, lint, memoryFileSystem } from "../../src/index.ts";
import { attribute, type Picture } from "../../src/processes/attribute.ts";
import { withManifest } from "../../src/manifest/model.ts";
import { modelOf } from "../../src/run.ts";
import type { ProcessTable } from "../../src/processes/process.ts";
import { recorded, tableOf, type Recorded } from "./recorded.ts";

type Files = Readonly<Record<string, string>>;

async function pictureOf(table: ProcessTable, files: Files, links: Files = {}): Promise<Picture> {
  const fileSystem = memoryFileSystem(files, "linux");
  const platform = { os: "linux", home: "/home/ada", cwd: "/home/ada", env: {} } as const;
  const { project } = await lint({ paths: [], machine: true, ignore: true }, defaultSettings, { fileSystem, platform });
  const realPath = (path: string): string | undefined => links[path] ?? fileSystem.realPath(path);
  return attribute(table, project, { fileSystem: { realPath }, platform });
}

/** Each server as `name: client, origin, processes`. */
const told = ({ servers, sessions }: Picture): readonly string[] =>
  servers.map(({ name, entry, tree, launchers, origin, client }) => {
    const session = sessions.find(({ process }) => process === client);
    const whose = session ? session.program.client : origin;
    return `${name}${entry ? "" : " (unlisted)"}: ${whose}, ${tree.length} (${launchers.length})`;
  });

const memory = { command: "npx", args: ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] };
const json = (servers: object, key = "mcpServers"): string => JSON.stringify({ [key]: servers });

let clock = 0;
const processOf = (pid: number, parent: number, args: readonly string[], rest: Partial<Recorded> = {}): Recorded => {
  clock += 5000;
  return {
    pid,
    parent,
    start: String(clock),
    since: clock,
    args,
    exact: true,
    rss: 10,
    own: true,
    input: "pipe",
    ...rest,
  };
};
const init = processOf(1, 0, ["/sbin/init"], { own: false, input: "nothing" });
const claude = processOf(10, 1, ["claude"], { folder: "/home/ada/one", input: "terminal" });

describe("of real clients, recorded", () => {
  it("every server belongs to the client that started it", async () => {
    const picture = await pictureOf(recorded("linux"), {
      "/home/ada/.claude.json": json({ memory }),
      "/home/ada/.codex/config.toml": `[mcp_servers.mem]\ncommand = "npx"\nargs = ${JSON.stringify(memory.args)}\n`,
      "/home/ada/.gemini/settings.json": json({ brain: memory }),
      "/home/ada/.copilot/mcp-config.json": json({ recall: memory }),
      "/home/ada/.config/opencode/opencode.json": json(
        { notes: { type: "local", command: [memory.command, ...memory.args] } },
        "mcp",
      ),
    });
    expect(told(picture).toSorted()).toEqual([
      "brain: gemini-cli, 3 (2)",
      "mem: codex, 3 (2)",
      "memory: claude-code, 3 (2)",
      "notes: opencode, 3 (2)",
      "recall: copilot-cli, 3 (2)",
    ]);
    expect(picture.sessions.map(({ program, servers }) => `${program.client} ${servers.length}`).toSorted()).toEqual([
      "augment 0",
      "claude-code 1",
      "codex 1",
      "copilot-cli 1",
      "factory-droid 0",
      "gemini-cli 1",
      "opencode 1",
    ]);
    expect(new Set(picture.sessions.flatMap(({ folder }) => folder ?? []))).toContain("/home/ada/project");
  });

  it("without a config they are still servers, of the same clients", async () => {
    const picture = await pictureOf(recorded("linux"), {});
    expect(new Set(told(picture).map((line) => line.replace(/: .*/, "")))).toEqual(
      new Set(["@modelcontextprotocol/server-memory (unlisted)"]),
    );
    expect(picture.servers).toHaveLength(5);
  });
});

it("what the hub runs belongs to the hub, however it starts it", async () => {
  const project = await withManifest(await modelOf([], memoryFileSystem({}, "linux")), "/home/ada", {
    platform: { os: "linux", home: "/home/ada", cwd: "/home/ada", env: {} },
    fileSystem: memoryFileSystem(
      { "/home/ada/.config/mcp-lint/mcp-hub.json": json({ memory: { port: 18901, ...memory } }, "servers") },
      "linux",
    ),
  });
  const packages =
    "/home/ada/.local/state/mcp-lint/hub/packages/memory/node_modules/@modelcontextprotocol/server-memory";
  const table = tableOf([
    init,
    processOf(20, 1, ["/usr/bin/node", "/usr/lib/node_modules/@mcp-lint/cli/dist/cli/main.js", "hub", "run"]),
    processOf(21, 20, ["node", `${packages}/dist/index.js`]),
  ]);
  const picture = attribute(table, project, {
    fileSystem: memoryFileSystem({}, "linux"),
    platform: { os: "linux", home: "/home/ada" },
  });
  expect(told(picture)).toEqual(["memory: mcp-lint-hub, 1 (0)"]);
  expect(picture.servers[0]?.reading?.client.id).toBe("mcp-lint-hub");
});

describe("which entry", () => {
  const config = {
    "/home/ada/.claude.json": json({
      files: { command: "npx", args: ["-y", "fs-mcp", "/a"] },
      other: { command: "npx", args: ["-y", "fs-mcp", "/b"] },
    }),
  };

  it("the one with the same arguments; none where they differ", async () => {
    const table = tableOf([
      init,
      claude,
      processOf(20, 10, ["npm exec fs-mcp /b"]),
      processOf(21, 10, ["node", "/usr/bin/npx", "-y", "fs-mcp", "/a"]),
      processOf(22, 10, ["npm exec fs-mcp /c"]),
    ]);
    expect(told(await pictureOf(table, config))).toEqual([
      "other: claude-code, 1 (0)",
      "files: claude-code, 1 (0)",
      "fs-mcp (unlisted): claude-code, 1 (0)",
    ]);
  });

  it("an argument that only the client knows may be anything, and one that npm hides is the one that is written", async () => {
    const files = {
      "/home/ada/.claude.json": json({
        here: { command: "npx", args: ["fs-mcp", "${ROOT}/src"] },
        there: { command: "npx", args: ["sql-mcp", "postgres://ada:hunter2hunter2@db/x"] },
      }),
    };
    const table = tableOf([
      init,
      claude,
      processOf(20, 10, ["npm exec fs-mcp /home/ada/one/src"]),
      processOf(21, 10, ["npm exec sql-mcp postgres://ada:***@db/x"]),
    ]);
    expect(told(await pictureOf(table, files))).toEqual(["here: claude-code, 1 (0)", "there: claude-code, 1 (0)"]);
  });

  it("of two with one command, the one whose variables the process has, or whose project the session is in", async () => {
    const server = { command: "some-mcp" };
    const variables = {
      "/home/ada/.claude.json": json({
        work: { ...server, env: { TOKEN: "work" } },
        home: { ...server, env: { TOKEN: "home" } },
      }),
    };
    const running = processOf(20, 10, ["/usr/local/bin/some-mcp"], { environment: { TOKEN: "home" } });
    expect(told(await pictureOf(tableOf([init, claude, running]), variables))).toEqual(["home: claude-code, 1 (0)"]);

    const projects = {
      "/home/ada/.claude.json": JSON.stringify({ projects: { "/home/ada/two": {}, "/home/ada/one": {} } }),
      "/home/ada/two/.mcp.json": json({ two: server }),
      "/home/ada/one/.mcp.json": json({ one: server }),
    };
    expect(told(await pictureOf(tableOf([init, claude, running]), projects))).toEqual(["one: claude-code, 1 (0)"]);
  });

  it("also through shells, scripts, interpreters and runners of Python", async () => {
    const files = {
      "/home/ada/.claude.json": json({
        shell: { command: "sh", args: ["-c", "exec weather-mcp --units metric"] },
        script: { command: "node", args: ["server.js"], cwd: "/home/ada/one" },
        home: { command: "~/bin/notes-server" },
        python: { command: "uvx", args: ["mcp-server-git", "--repository", "/r"] },
        module: { command: "python", args: ["-m", "my_server", "x"] },
        box: { command: "docker", args: ["run", "-i", "--rm", "mcp/fetch"] },
      }),
    };
    const table = tableOf([
      init,
      claude,
      processOf(20, 10, ["node", "/usr/local/bin/weather-mcp", "--units", "metric"]),
      processOf(21, 10, ["node", "server.js"], { folder: "/home/ada/one" }),
      processOf(22, 10, ["/bin/bash", "/home/ada/bin/notes-server"]),
      processOf(23, 10, ["uv", "tool", "uvx", "mcp-server-git", "--repository", "/r"]),
      processOf(24, 23, [
        "/home/ada/.cache/uv/x/bin/python",
        "/home/ada/.cache/uv/x/bin/mcp-server-git",
        "--repository",
        "/r",
      ]),
      processOf(25, 10, ["/usr/bin/python3", "-m", "my_server", "x"]),
      processOf(26, 10, ["docker", "run", "-i", "--rm", "mcp/fetch"]),
    ]);
    expect(told(await pictureOf(table, files))).toEqual([
      "shell: claude-code, 1 (0)",
      "script: claude-code, 1 (0)",
      "home: claude-code, 1 (0)",
      "python: claude-code, 2 (1)",
      "module: claude-code, 1 (0)",
      "box: claude-code, 1 (0)",
    ]);
  });

  it("the one of a server that calls itself by its name and hides its arguments", async () => {
    const file = "/opt/node_modules/chrome-devtools-mcp/build/index.js";
    const files = {
      "/home/ada/.claude.json": json({
        devtools: { command: "node", args: [file, "--headless"] },
        other: { command: "node", args: ["/opt/other-mcp/index.js"] },
      }),
    };
    const named = processOf(20, 10, ["chrome-devtools-mcp"], { executable: "/usr/bin/node" });
    const helper = processOf(21, 20, ["/usr/bin/node", "/opt/node_modules/chrome-devtools-mcp/build/watchdog.js"]);
    expect(told(await pictureOf(tableOf([init, claude, named, helper]), files))).toEqual([
      "devtools: claude-code, 2 (0)",
    ]);
  });

  it("none for what only looks alike", async () => {
    const files = {
      "/home/ada/.claude.json": json({
        server: { command: "server" },
        relative: { command: "node", args: ["index.js"], cwd: "/home/ada/two" },
        pinned: { command: "npx", args: ["-y", "a-server@1.0.0"] },
        blank: { command: "node", args: ["${SCRIPT}"] },
      }),
    };
    const table = tableOf([
      init,
      claude,
      processOf(20, 10, ["node", "/home/ada/site/server.js"]),
      processOf(21, 10, ["node", "index.js"], { folder: "/home/ada/one" }),
      processOf(22, 10, ["npm exec a-server@2.0.0"]),
      processOf(23, 1, ["node", "/home/ada/.npm/_npx/1/node_modules/.bin/a-server"], { own: false }),
      processOf(24, 10, ["/bin/bash", "-c", "grep -r mcp-server ."]),
      processOf(25, 24, ["grep", "-r", "mcp-server", "."]),
    ]);
    expect(told(await pictureOf(table, files))).toEqual([]);
  });
});

describe("whose", () => {
  const files = { "/home/ada/.claude.json": json({ memory }) };
  const bin = "/home/ada/.npm/_npx/1/node_modules/.bin/mcp-server-memory";
  const links = { [bin]: "/home/ada/.npm/_npx/1/node_modules/@modelcontextprotocol/server-memory/dist/index.js" };

  it("nobody's, where the client is gone or only the launcher was ended", async () => {
    const table = tableOf([
      init,
      processOf(20, 1, ["npm exec @modelcontextprotocol/server-memory@2026.8.31"]),
      processOf(21, 20, ["sh", "-c", "'mcp-server-memory'"]),
      processOf(22, 21, ["node", bin]),
      processOf(30, 1, ["sh", "-c", "'mcp-server-memory'"]),
      processOf(31, 30, ["node", bin]),
      processOf(40, 1, ["node", bin]),
    ]);
    const { servers } = await pictureOf(table, files, links);
    expect(servers.map(({ name, origin, tree }) => [name, origin, ...tree.map(({ pid }) => pid)])).toEqual([
      ["memory", "orphan", 20, 21, 22],
      ["memory", "orphan", 30, 31],
      ["memory", "orphan", 40],
    ]);
    expect(servers.every(({ entry }) => entry?.name.value === "memory")).toBe(true);
  });

  it("no orphan where it runs in a terminal, as a service, or under another program", async () => {
    const shell = processOf(50, 1, ["-bash"], { input: "terminal" });
    const table = tableOf([
      init,
      shell,
      processOf(20, 50, ["node", bin], { input: "terminal" }),
      processOf(30, 1, ["node", bin], { input: "nothing" }),
      processOf(60, 1, ["python3", "agent.py"]),
      processOf(61, 60, ["node", bin]),
    ]);
    const { servers } = await pictureOf(table, files, links);
    expect(servers.map(({ origin }) => origin)).toEqual(["other", "other", "other"]);
  });

  it("the inner client's, where one runs inside a server or a shell of another", async () => {
    const both = {
      "/home/ada/.claude.json": json({ memory, codex: { command: "codex", args: ["mcp-server"] } }),
      "/home/ada/.codex/config.toml": `[mcp_servers.mem]\ncommand = "npx"\nargs = ${JSON.stringify(memory.args)}\n`,
    };
    const table = tableOf([
      init,
      claude,
      processOf(20, 10, ["node", "/usr/local/bin/codex", "mcp-server"]),
      processOf(21, 20, ["/opt/codex/bin/codex", "mcp-server"]),
      processOf(22, 21, ["npm exec @modelcontextprotocol/server-memory@2026.8.31"]),
      processOf(23, 22, ["node", bin]),
      processOf(30, 10, ["/bin/bash", "-c", "claude -p hello"]),
      processOf(31, 30, ["claude", "-p", "hello"]),
      processOf(32, 31, ["npm exec @modelcontextprotocol/server-memory@2026.8.31"]),
    ]);
    const picture = await pictureOf(table, both, links);
    expect(told(picture)).toEqual(["codex: claude-code, 2 (0)", "mem: codex, 2 (1)", "memory: claude-code, 1 (0)"]);
    expect(picture.servers.at(-1)?.client?.pid).toBe(31);
  });

  it("a parent number that Windows has given to a younger process is no parent", async () => {
    const server = processOf(20, 10, ["npm exec @modelcontextprotocol/server-memory@2026.8.31"]);
    const young = processOf(10, 1, ["claude"], { input: "terminal" });
    const { servers } = await pictureOf(tableOf([init, server, young]), files);
    expect(servers.map(({ origin }) => origin)).toEqual(["orphan"]);
  });
});
