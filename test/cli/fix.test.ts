import { spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { violationsOf } from "../report/json-schema.ts";
import { filesBelow, projectOf, type Files } from "../rule-tester.ts";
import { folderWith, run, runBeside } from "./program.ts";

const stdio = `{\n  // mine\n  "mcpServers": { "memory": { "command": "mcp-memory", "env": { "GITHUB_TOKEN": "ghp_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6" } } }\n}\n`;
const url = `{ "mcpServers": { "sentry": { "url": "https://mcp.sentry.dev/mcp" } } }\n`;
const schema = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../schema/report-v1.schema.json"), "utf8"),
) as Parameters<typeof violationsOf>[1];
const projects = path.resolve(import.meta.dirname, "../../fixtures/projects");

const textIn = (cwd: string, file: string): string => readFileSync(path.join(cwd, file), "utf8");

describe("--fix", () => {
  it("moves servers to the hub, says what it did and what to do next, and undo takes it back", () => {
    const cwd = folderWith({ ".cursor/mcp.json": stdio });
    const before = filesBelow(path.join(cwd, ".cursor"));
    const { stdout, status } = run(["--fix", "--fail-on", "never"], { cwd });
    expect(stdout).toMatch(/^Fixed \d findings? in 2 files \(transaction 1; mcp-lint undo brings them back\)$/m);
    expect(stdout).toMatch(/^ {2}http-only `memory`: /m);
    expect(stdout).toMatch(
      /The hub must serve these URLs before the next session:\n {2}http:\/\/127\.0\.0\.1:189\d\d\/mcp {2}memory\nNext: mcp-lint hub start/,
    );
    expect(stdout).not.toContain("ghp_");
    expect(status).toBe(0);
    expect(textIn(cwd, ".cursor/mcp.json")).toMatch(/\/\/ mine\n.*"url": "http:\/\/127/s);
    expect(statSync(path.join(cwd, "mcp-hub.json")).mode & 0o777).toBe(0o600);

    const again = run(["--fix", "--fail-on", "never"], { cwd });
    expect(again.stdout).toContain("Nothing to fix");

    expect(run(["undo", "--list"], { cwd }).stdout).toMatch(/^1 .*Fix \d findings? in 2 files +memory\n$/);
    expect(run(["undo"], { cwd }).status).toBe(0);
    expect(filesBelow(path.join(cwd, ".cursor"))).toEqual(before);
    expect(existsSync(path.join(cwd, "mcp-hub.json"))).toBe(false);
    expect(run(["undo"], { cwd })).toMatchObject({ status: 2, stderr: "error: there is nothing to undo\n" });
  });

  it("takes a path after it for a path, and a value only after `=`", () => {
    const cwd = folderWith({ ".mcp.json": url, "other/.mcp.json": url });
    expect(run(["--fix=all", "other/.mcp.json"], { cwd }).status).toBe(0);
    expect(textIn(cwd, ".mcp.json")).toBe(url);
    expect(textIn(cwd, "other/.mcp.json")).toContain(`"type": "http"`);
    expect(run(["--fix", ".mcp.json"], { cwd }).stderr).toBe("");
    expect(run(["--fix=some"], { cwd }).status).toBe(2);
  });

  it("makes unsafe fixes only when asked to", () => {
    const cwd = folderWith({ ".mcp.json": stdio.replace("// mine", "") });
    const { stdout } = run(["--fix", "--fix-only", "inline-secret"], { cwd });
    expect(stdout).not.toContain("Fixed");
    expect(textIn(cwd, ".mcp.json")).toContain("ghp_");
  });

  it("says what stays on stdio beside what it moves, and moves that too when asked to", () => {
    const servers = {
      memory: { command: "mcp-memory" },
      browser: { command: "npx", args: ["-y", "@playwright/mcp@0.0.41"] },
      own: { command: "node", args: ["server.js"] },
    };
    const files = { ".cursor/mcp.json": JSON.stringify({ mcpServers: servers }, undefined, 2) };
    const stays = run(["--fix", "--fail-on", "never"], { cwd: folderWith(files) }).stdout;
    expect(stays).toMatch(
      /^Stays on stdio\n {2}browser: Each session needs a process of its own.*over HTTP, --fix=all moves it$/m,
    );
    expect(stays).toMatch(/^ {2}own: It is a program of this project.*over HTTP, --fix=all moves it$/m);

    const cwd = folderWith(files);
    expect(run(["--fix=all", "--fail-on", "never"], { cwd }).stdout).not.toContain("Stays on stdio");
    expect(textIn(cwd, ".cursor/mcp.json")).not.toContain("command");
    expect(textIn(cwd, "mcp-hub.json")).toContain('"sharing": "session"');
  });

  it("moves what a client shares among its sessions anyway only when asked to", () => {
    const memory = { command: "npx", args: ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] };
    const docs = { command: "npx", args: ["-y", "docs@1.0.0"] };
    const hub = "dot_config/mcphub/servers.json";
    const files = {
      [hub]: JSON.stringify({ mcpServers: { memory } }),
      ".cursor/mcp.json": JSON.stringify({ mcpServers: { docs } }),
    };
    const cwd = folderWith(files);
    const stays = run(["--fix", "--fail-on", "never"], { cwd }).stdout;
    expect(stays).toMatch(/^ {2}memory: mcphub\.nvim does not start it once for each session.*--fix=all moves it$/m);
    expect(textIn(cwd, hub)).toBe(files[hub]);
    run(["--fix=all", "--fail-on", "never"], { cwd });
    expect(textIn(cwd, hub)).not.toContain("npx");
  });

  it("of one rule leaves the findings of others, and knows the rules", () => {
    const cwd = folderWith({ ".mcp.json": url, ".cursor/mcp.json": stdio });
    run(["--fix=all", "--fix-only", "url-without-type"], { cwd });
    expect(textIn(cwd, ".mcp.json")).toContain(`"type"`);
    expect(textIn(cwd, ".cursor/mcp.json")).toBe(stdio);
    expect(run(["--fix-only", "http-onyl"], { cwd }).stderr).toContain("did you mean `http-only`?");
  });

  it("writes through links, keeps modes, and passes over what is read-only", () => {
    const cwd = folderWith({ "shared/servers.json": url, "zed/.mcp.json": url });
    symlinkSync("shared/servers.json", path.join(cwd, ".mcp.json"));
    chmodSync(path.join(cwd, "shared/servers.json"), 0o640);
    run(["--fix=all"], { cwd });
    expect(lstatSync(path.join(cwd, ".mcp.json")).isSymbolicLink()).toBe(true);
    expect(textIn(cwd, "shared/servers.json")).toContain(`"type": "http"`);
    expect(statSync(path.join(cwd, "shared/servers.json")).mode & 0o777).toBe(0o640);
  });

  it("tells machines what was fixed, what not, and where", () => {
    const cwd = folderWith({ ".mcp.json": url });
    const { stdout } = run(["--fix=all", "--format", "json"], { cwd });
    expect(violationsOf(JSON.parse(stdout), schema)).toEqual([]);
    const file = path.join(realpathSync(cwd), ".mcp.json");
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      fixed: [{ rule: "url-without-type", server: "sentry", files: [file] }],
      skippedFixes: [],
      transaction: { id: 1, files: [file] },
    });
  });

  it("asks only at a terminal", () => {
    const { status, stderr } = run(["--interactive"], { cwd: folderWith({ ".mcp.json": url }) });
    expect(stderr).toContain("--interactive needs a terminal");
    expect(status).toBe(2);
  });
});

describe("--online", () => {
  const config = `{ "mcpServers": { "a": { "command": "npx", "args": ["notes"] }, "b": { "command": "npx", "args": ["gone"] } } }`;

  it("pins to what the registry says; without it no request arrives, whatever else is asked for", async () => {
    const asked: string[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url!);
      if (url !== "/notes") response.writeHead(404).end();
      else response.end(`{ "dist-tags": { "latest": "2.1.0" }, "versions": {} }`);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const cwd = folderWith({ ".mcp.json": config });
    const env = { npm_config_registry: `http://127.0.0.1:${port}/` };
    const only = ["--fix-only", "unpinned-package"];

    for (const args of [[], ["--fix=all", ...only], ["--dry-run"], ["list"]]) await runBeside(args, { cwd, env });
    expect(asked).toEqual([]);
    expect(textIn(cwd, ".mcp.json")).toBe(config);

    const { stdout, status } = await runBeside(["--fix", "--online", ...only], { cwd, env });
    expect(status).toBe(0);
    expect(stdout).toContain("unpinned-package `a`: pin it to `2.1.0`");
    expect(stdout).toContain(`unpinned-package (b): 127.0.0.1:${port} has no such package`);
    expect(asked.toSorted()).toEqual(["/gone", "/notes"]);
    expect(textIn(cwd, ".mcp.json")).toBe(config.replace(`"notes"`, `"notes@2.1.0"`));

    const json = await runBeside(["--fix", "--online", ...only, "--format", "json"], { cwd, env });
    expect(violationsOf(JSON.parse(json.stdout), schema)).toEqual([]);
    expect(JSON.parse(json.stdout)).toMatchObject({ skippedFixes: [{ server: "b", reason: "manual", files: [] }] });
  });

  it("is for fixes alone", () => {
    const { stderr, status } = run(["--online"], { cwd: folderWith({ ".mcp.json": config }) });
    expect(stderr).toContain("--online is for fixes alone");
    expect(status).toBe(2);
  });
});

describe("standard input", () => {
  const args = ["-", "--fix=all", "--stdin-filename", ".mcp.json"];

  it("comes out fixed, with the report beside it", () => {
    const { stdout, stderr, status } = run(args, { cwd: folderWith({}), input: url });
    expect(stdout).toBe(url.replace(`{ "url"`, `{ "type": "http", "url"`));
    expect(stderr).toContain("No problems found");
    expect(status).toBe(0);
  });

  it("comes out as it went in where nothing can be fixed: a hub manifest would be another file", () => {
    const movable = `{ "mcpServers": { "memory": { "command": "mcp-memory" } } }`;
    for (const input of [movable, "{ broken", "\uFEFF{}\r\n", ""]) {
      expect(run(["-", "--fix", "--stdin-filename", ".mcp.json"], { cwd: folderWith({}), input }).stdout).toBe(input);
    }
  });
});

describe("--dry-run", () => {
  it("shows a diff without secrets, writes nothing, and exits with 1", () => {
    const cwd = folderWith({ ".cursor/mcp.json": stdio });
    for (const option of ["--dry-run", "--diff"]) {
      const { stdout, stderr, status } = run([option], { cwd });
      expect(stdout).toContain("--- a/.cursor/mcp.json\n+++ b/.cursor/mcp.json\n@@ ");
      expect(stdout).toContain("--- /dev/null\n+++ b/mcp-hub.json\n");
      expect(stdout + stderr).not.toContain("ghp_");
      expect(stderr).toContain("Would fix 1 finding in 2 files");
      expect(status).toBe(1);
    }
    expect(textIn(cwd, ".cursor/mcp.json")).toBe(stdio);
    expect(existsSync(path.join(cwd, "mcp-hub.json"))).toBe(false);
    expect(existsSync(path.join(cwd, "home/.local"))).toBe(false);
    expect(run(["--dry-run"], { cwd: folderWith({ ".mcp.json": "{}" }) }).status).toBe(0);
  });

  it("gives a patch for git apply that does what --fix does", () => {
    const files = { ".cursor/mcp.json": stdio.replaceAll("\n", "\r\n"), ".mcp.json": url };
    const [patched, fixed] = [folderWith(files), folderWith(files)];
    const { stdout, stderr } = run(["--fix=all", "--diff=raw"], { cwd: patched });
    expect(stderr).toContain("The patch holds secrets");
    const apply = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
      cwd: patched,
      input: stdout,
      encoding: "utf8",
    });
    expect(apply.stderr).toBe("");
    run(["--fix=all"], { cwd: fixed });
    for (const file of [...Object.keys(files), "mcp-hub.json"]) expect(textIn(patched, file)).toBe(textIn(fixed, file));
  });
});

describe("undo", () => {
  it("leaves a file alone that was edited since, and shows what both would give", () => {
    const long = url
      .replace("{ ", `{\n  "a": 1,\n  "b": 2,\n  "c": 3,\n  "d": 4,\n  `)
      .replace(`"sentry"`, `\n"sentry"`);
    const cwd = folderWith({ ".mcp.json": long });
    run(["--fix=all"], { cwd });
    const edited = textIn(cwd, ".mcp.json").replace(`"a": 1`, `"a": 5`);
    writeFileSync(path.join(cwd, ".mcp.json"), edited);
    const { stdout, status } = run(["undo"], { cwd });
    expect(stdout).toContain("Transaction 1 was not taken back: files were edited since");
    expect(stdout).toMatch(/^-.*"type": "http".*\n\+.*"url"/m);
    expect(stdout).not.toMatch(/^[-+].*"a"/m);
    expect(status).toBe(1);
    expect(textIn(cwd, ".mcp.json")).toBe(edited);
  });

  it("knows only what was done", () => {
    const cwd = folderWith({});
    expect(run(["undo", "7"], { cwd }).stderr).toContain("there is no transaction 7");
    expect(run(["undo", "--list"], { cwd }).stdout).toBe("There is nothing to undo\n");
  });
});

describe("a dotfiles repository", () => {
  it("goes from many stdio servers to a hub in one run, and back in one", async () => {
    const start = path.join(projects, "dotfiles", "before");
    const cwd = folderWith({});
    cpSync(start, cwd, { recursive: true, verbatimSymlinks: true });
    expect(run(["--fix=all", "--fail-on", "never"], { cwd }).status).toBe(0);
    // Links stay links; what the files hold afterwards, test/fix/dotfiles.test.ts says.
    for (const [name, file] of contents(cwd)) {
      if (!(file instanceof Uint8Array)) expect(contents(start)).toContainEqual([name, file]);
    }
    await expectOneServerEach(cwd);
    const twice = run(["--fix=all", "--fail-on", "never"], { cwd });
    expect(twice.stdout).toContain("Nothing to fix");
    run(["undo"], { cwd });
    expect(contents(cwd)).toEqual(contents(start));
  });
});

/** No client starts anything any more, and all that had a server have the URL of the one in the manifest. */
async function expectOneServerEach(cwd: string): Promise<void> {
  const { entries } = await projectOf(Object.fromEntries(contents(cwd)) as Files);
  const own = entries.filter(({ source }) => !source.file.endsWith("/mcp-hub.json"));
  expect(own.filter(({ transport }) => transport === "stdio").map(({ name }) => name.value)).toEqual([]);
  const { servers, origins } = JSON.parse(textIn(cwd, "mcp-hub.json")) as Record<string, Record<string, any>>;
  const ports = new Set(Object.values(servers!).map(({ port }) => port));
  expect(ports.size).toBe(Object.keys(servers!).length);
  for (const origin of Object.values(origins!)) {
    const entry = own.find(({ source, path: at }) => {
      return source.file === `/project/${origin.file}` && isDeepStrictEqual(at, origin.path);
    });
    const { port } = servers![origin.server];
    expect([origin.file, origin.path, entry?.url?.value]).toEqual([
      origin.file,
      origin.path,
      `http://127.0.0.1:${port}/mcp`,
    ]);
  }
  expect(new Set(Object.values(origins!).map(({ server }) => server))).toEqual(new Set(Object.keys(servers!)));
}

/** Files and links of a project, without what the program keeps in its home. */
function contents(folder: string): readonly (readonly [name: string, file: unknown])[] {
  return Object.entries(filesBelow(folder))
    .filter(([name]) => !name.startsWith("home/"))
    .sort();
}
