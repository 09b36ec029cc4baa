import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchOf, type LaunchContext } from "../../../src/hub/launch/launch.ts";
import { lookUp, withFolder } from "../../../src/hub/launch/look-up.ts";
import { interpreterOf, onlyProgram, programsOf } from "../../../src/hub/launch/npm/program.ts";
import { packageRequestOf } from "../../../src/hub/launch/npm/request.ts";
import type { HubServer } from "../../../src/manifest/manifest.ts";
import { currentPlatform } from "../../../src/platform.ts";

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "launch-")));
  for (const folder of ["bin", "home/tools", "project"]) mkdirSync(path.join(root, folder), { recursive: true });
  for (const file of ["bin/server", "home/tools/mine", "project/run.sh"]) {
    writeFileSync(path.join(root, file), "#!/bin/sh\n");
    chmodSync(path.join(root, file), 0o755);
  }
  writeFileSync(path.join(root, "project/notes.txt"), "");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function context(env: Readonly<Record<string, string>> = {}): LaunchContext & { readonly notes: string[] } {
  const notes: string[] = [];
  const platform = {
    ...currentPlatform(),
    home: path.join(root, "home"),
    env: { PATH: path.join(root, "bin"), ...env },
  };
  const folder = path.join(root, "project");
  return { platform, folder, stateFolder: path.join(root, "state"), note: (message) => notes.push(message), notes };
}

const server = (more: Partial<HubServer>): HubServer => {
  return { name: "s", port: 18901, command: "server", args: [], env: {}, ejected: false, ...more };
};

describe("a server of the manifest", () => {
  it("gets its variables, in its folder, with the hub's environment", async () => {
    const within = context({ TOKEN: "t0k3n", HOME: "/home/me" });
    const runnable = await launchOf(
      server({ args: ["--key=${TOKEN}", "$${TOKEN}", "${GONE:-else}"], env: { API_KEY: "${TOKEN}" }, cwd: "~/tools" }),
      within,
    );
    expect(runnable).toMatchObject({
      command: path.join(root, "bin/server"),
      args: ["--key=t0k3n", "${TOKEN}", "else"],
      env: { PATH: path.join(root, "bin"), TOKEN: "t0k3n", HOME: "/home/me", API_KEY: "t0k3n" },
      cwd: path.join(root, "home/tools"),
      shown: "server --key=${TOKEN} $${TOKEN} ${GONE:-else}",
    });
    expect(within.notes).toEqual([]);
  });

  it.each([
    ["server", "bin/server"],
    ["~/tools/mine", "home/tools/mine"],
    ["./run.sh", "project/run.sh"],
    ["../bin/server", "bin/server"],
  ])("%s is found", async (command, file) => {
    expect((await launchOf(server({ command }), context())).command).toBe(path.join(root, file));
  });

  it("may bring its own PATH", async () => {
    const env = { PATH: "${HOME}/tools" };
    const runnable = await launchOf(server({ command: "mine", env }), context({ HOME: path.join(root, "home") }));
    expect(runnable.command).toBe(path.join(root, "home/tools/mine"));
  });

  it("takes variables that are not set as empty, and says so", async () => {
    const within = context();
    const { args, env } = await launchOf(server({ args: ["${A}"], env: { B: "x${B}", C: "${C}" } }), within);
    expect(args).toEqual([""]);
    expect(env).toMatchObject({ B: "x" });
    expect(env).not.toHaveProperty("C");
    expect(within.notes).toEqual(["not set in the environment of the hub, and taken as empty: A, C, B"]);
  });

  it.each([
    [{ command: "nothing" }, /^there is no program `nothing` in PATH \(.*bin\)$/],
    [{ command: "./nothing" }, /nothing is no program that may be run$/],
    [{ command: "./notes.txt" }, /notes\.txt is no program that may be run$/],
    [{ command: "${GONE}/server" }, /^`command` of s needs the variable GONE, which is not set/],
    [{ cwd: "${GONE}" }, /^`cwd` of s needs the variable GONE/],
  ])("%j is refused with a reason", async (more, message) => {
    await expect(launchOf(server(more), context())).rejects.toThrow(message);
  });

  it("is another one with another argument, variable or folder, whatever else the environment holds", async () => {
    const identity = async (more: Partial<HubServer>, env = {}): Promise<string> =>
      (await launchOf(server(more), context(env))).identity;
    const first = await identity({});
    expect(await identity({}, { OTHER: "1" })).toBe(first);
    const others = [{ args: ["a"] }, { env: { A: "1" } }, { env: { A: "2" } }, { cwd: "~" }, { command: "./run.sh" }];
    const identities = await Promise.all(others.map((more) => identity(more)));
    expect(new Set([first, ...identities]).size).toBe(6);
    const fromEnvironment = { env: { A: "${TOKEN}" } };
    expect(await identity(fromEnvironment, { TOKEN: "1" })).not.toBe(await identity(fromEnvironment, { TOKEN: "2" }));
  });

  it("is shown without the secrets that the manifest spells out", async () => {
    const { shown } = await launchOf(server({ args: ["--api-key", "kJ8sPq2LmZ9xTb4W", "--root", "x"] }), context());
    expect(shown).toBe("server --api-key [redacted] --root x");
  });
});

describe("what a command line asks npm for", () => {
  it.each([
    ["npx -y a", "a"],
    ["npx --yes @s/a@1.2.3 --x 1", "@s/a@1.2.3 --x 1"],
    ["npx a@^1 -y", "a@^1 -y"],
    ["/usr/bin/npx -y -p a@1.0.0 b c", "a@1.0.0 > b c"],
    ["npx --package=a b", "a > b"],
    ["npm exec -- a -x", "a -x"],
    ["npm x -y a", "a"],
    ["cmd /c npx -y a b", "a b"],
    ["cmd.exe /C npx.cmd -y a", "a"],
    ["bunx a", "a"],
    ["pnpm dlx a", "a"],
  ])("%s", async (line, expected) => {
    const [command, ...args] = line.split(" ");
    const request = await packageRequestOf(command!, args);
    const program = request?.program === undefined ? [] : [">", request.program];
    expect(request && [request.spec, ...program, ...request.args].join(" ")).toBe(expected);
  });

  it.each([
    "node server.js",
    "server",
    "docker run -i --rm image",
    "uvx mcp-server-git",
    "sh -c npx\u00A0-y\u00A0a",
    "npx -y github:some/where",
    "npx -y ./here",
    "npx -y https://example.com/a.tgz",
    "npx --registry https://example.com a",
    "npx --node-options=--inspect a",
    "npx -p a -p b c",
    "npx -c a",
    "npx -y -p a",
    "npm exec -y a -x",
    "bunx --bun a",
    "npx -y alias@npm:a",
    "env A=1 npx -y a",
    "npx",
  ])("nothing that can be told: %s", async (line) => {
    const [command, ...args] = line.split(" ").map((word) => word.replaceAll("\u00A0", " "));
    expect(await packageRequestOf(command!, args)).toBeUndefined();
  });
});

describe("the program of a package", () => {
  it.each([
    [{ name: "@s/a", bin: "x.js" }, "a"],
    [{ name: "@s/a", bin: { b: "x.js" } }, "b"],
    [{ name: "@s/a", bin: { b: "x.js", c: "x.js" } }, "b"],
    [{ name: "@s/a", bin: { b: "x.js", a: "y.js" } }, "a"],
    [{ name: "@s/a", bin: { b: "x.js", c: "y.js" } }, undefined],
    [{ name: "@s/a" }, undefined],
    [{ name: "@s/a", bin: 7 }, undefined],
  ])("of %j is %s", (manifest, program) => {
    expect(onlyProgram(programsOf(manifest), "@s/a")).toBe(program);
  });

  it.each([
    ["#!/usr/bin/env node\nx", ["node"]],
    ["#!/usr/bin/env -S node --no-warnings\r\nx", ["node", "--no-warnings"]],
    ["#! /usr/bin/python3 -u", ["python3", "-u"]],
    ["#!/usr/bin/env A=1 node", undefined],
    ["console.log(1)", undefined],
  ])("%j is run by %j", (head, line) => {
    expect(interpreterOf(head)).toEqual(line);
  });
});

describe("PATH", () => {
  it("is searched as Windows does", () => {
    const files = new Set([String.raw`C:\node\npx.cmd`, String.raw`C:\tools\a.exe`]);
    const find = (name: string): string | undefined =>
      lookUp(name, { Path: String.raw`relative;C:\tools;C:\node`, PATHEXT: ".EXE;.CMD" }, "windows", (file) =>
        files.has(file),
      );
    expect([find("npx"), find("npx.cmd"), find("a"), find("b")]).toEqual([
      String.raw`C:\node\npx.cmd`,
      String.raw`C:\node\npx.cmd`,
      String.raw`C:\tools\a.exe`,
      undefined,
    ]);
  });

  it("gets a folder under the name that it has", () => {
    expect(withFolder({ Path: "C:\\a" }, "C:\\b", "windows")).toEqual({ Path: "C:\\b;C:\\a" });
    expect(withFolder({ PATH: "/a" }, "/b", "linux")).toEqual({ PATH: "/b:/a" });
    expect(withFolder({}, "/b", "linux")).toEqual({ PATH: "/b" });
  });
});
