import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { documentedRules } from "../../rules/documented.ts";
import { folderWith } from "./program.ts";

const dist = path.resolve(import.meta.dirname, "../../dist");

/** Files that a run loads, told by a hook in Node's own loader. */
function filesOf(main: string, args: readonly string[], cwd: string): readonly string[] {
  const hooks = `
    import { writeSync } from "node:fs";
    export async function load(url, context, next) { writeSync(2, "loaded " + url + "\\n"); return next(url, context); }`;
  const register = `
    import { register } from "node:module";
    register("data:text/javascript," + encodeURIComponent(${JSON.stringify(hooks)}));`;
  const { stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(register)}`, main, ...args],
    { cwd, encoding: "utf8" },
  );
  return [...stderr.matchAll(/^loaded (file:.*)$/gm)].map(([, url]) => fileURLToPath(url!));
}

/** Modules that a run loads, before they are bundled: of packages their names, of ours the files. */
function modulesOf(args: readonly string[], cwd: string): readonly string[] {
  const names = filesOf(path.join(dist, "src/main.js"), args, cwd).map(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.replace(/^.*\/dist\//, ""),
  );
  return [...new Set(names)].sort();
}

const json = `{ "mcpServers": { "a": { "command": "a" } } }`;

describe("a lint run loads", () => {
  it("four packages for JSON, and nothing of what only other runs need", () => {
    const modules = modulesOf([], folderWith({ ".mcp.json": json }));
    const packages = modules.filter((name) => !name.includes(".js"));
    expect(packages).toEqual(["chalk", "commander", "ignore", "jsonc-parser"]);
    // `edit/value` alone tells what ops mean, which a rule needs that offers a fix; and few tell whether a server can be moved.
    const others =
      /\/(?:hub|probe|fix|transaction)\/|\/edit\/(?!value)|\/migration\/(?!blockers|definition|folders|gain|reasons|variables)/;
    expect(modules.filter((name) => others.test(name))).toEqual([]);
  });

  it("what reads a config only where there is one", () => {
    const reads = (files: Record<string, string>): boolean =>
      modulesOf([], folderWith({ ".mcp.json": json, ...files })).includes("src/config/load.js");
    expect(reads({ "package.json": "{}" })).toBe(false);
    expect(reads({ "mcp-lint.json": "{}" })).toBe(true);
  });

  it("the parsers of TOML and YAML only where there is such a file", () => {
    const toml = modulesOf([], folderWith({ ".codex/config.toml": "" }));
    expect(toml).toContain("toml-eslint-parser");
    expect(toml).not.toContain("yaml");
    expect(modulesOf([], folderWith({ ".continue/mcpServers/a.yaml": "" }))).toContain("yaml");
  });

  it("no prose of the rules", () => {
    const told = (args: readonly string[]): readonly string[] => {
      const main = path.join(dist, "cli/main.js");
      const files = [path.join(dist, "cli/core.js"), ...filesOf(main, args, folderWith({ ".mcp.json": json }))];
      // Long strings are broken over lines.
      const text = files.map((file) => readFileSync(file, "utf8").replaceAll("\\\n", "")).join();
      // The first words that can be spelled in one way only.
      return documentedRules
        .filter(({ docs }) => text.includes(/[\w ,.;:]{20,}/.exec(docs.why)![0]))
        .map(({ id }) => id);
    };
    expect(told([])).toEqual([]);
    expect(told(["explain", "http-only"])).toEqual(documentedRules.map(({ id }) => id));
  });
});

describe("the bundled program", () => {
  const started = (change: (folder: string) => void): { readonly stdout: string; readonly rejected: unknown } => {
    const root = folderWith({ ".mcp.json": json, "package.json": `{ "name": "@mcp-lint/cli", "version": "1.0.0" }` });
    const folder = path.join(root, "dist/cli");
    cpSync(path.join(dist, "cli"), folder, { recursive: true });
    change(folder);
    const load = JSON.stringify(path.join(folder, "load.js"));
    const rejected = spawnSync(process.execPath, ["-p", `require(${load}).script.cachedDataRejected`]);
    const { stdout } = spawnSync(process.execPath, [path.join(folder, "main.js")], { cwd: root, encoding: "utf8" });
    return { stdout, rejected: rejected.stdout.toString().trim() };
  };

  it("is compiled when it is built, and compiles itself where that is of no use", () => {
    const built = started(() => {});
    expect(built.stdout).toContain("1 server in 1 file");
    expect(built.rejected).toBe("false");
    const ofAnotherNode = started((folder) => writeFileSync(path.join(folder, "core.cache"), "of another Node"));
    expect(ofAnotherNode).toEqual({ ...built, rejected: "true" });
    const without = started((folder) => rmSync(path.join(folder, "core.cache")));
    expect(without).toEqual({ ...built, rejected: "undefined" });
  });
});
