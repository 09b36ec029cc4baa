import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "./program.ts";

const main = path.resolve(import.meta.dirname, "../../dist/src/main.js");

/** Modules that a run loads, told by a hook in Node's own loader: of packages their names, of ours the files. */
function modulesOf(args: readonly string[], cwd: string): readonly string[] {
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
  const urls = [...stderr.matchAll(/^loaded file:\/\/(.*)$/gm)].map(([, file]) => file!);
  const names = urls.map(
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
    // `edit/value` alone tells what ops mean, which a rule needs that offers a fix.
    expect(
      modules.filter((name) => /\/(?:hub|probe|fix|migration|transaction)\/|\/edit\/(?!value)/.test(name)),
    ).toEqual([]);
  });

  it("the parsers of TOML and YAML only where there is such a file", () => {
    const toml = modulesOf([], folderWith({ ".codex/config.toml": "" }));
    expect(toml).toContain("toml-eslint-parser");
    expect(toml).not.toContain("yaml");
    expect(modulesOf([], folderWith({ ".continue/mcpServers/a.yaml": "" }))).toContain("yaml");
  });
});
