import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { mergeConfig } from "../../src/config/merge.ts";
import { diskFileSystem } from "../../src/file-system/disk.ts";
import type { FileStatus } from "../../src/file-system.ts";
import { defaultSettings } from "../../src/settings.ts";
import { complaintOf, loaded, platform } from "./loaded.ts";

describe("where a config is found", () => {
  it("at the root, under either name, or in the package.json", async () => {
    for (const files of [
      { "mcp-lint.jsonc": `{ "sessions": 4, } // mine` },
      { "mcp-lint.json": `{ "sessions": 4 }` },
      { "package.json": `{ "name": "x", "mcp-lint": { "sessions": 4 } }` },
    ]) {
      expect((await loaded(files))?.settings.sessions).toBe(4);
    }
  });

  it("nowhere, where there is none", async () => {
    expect(await loaded({})).toBeUndefined();
    expect(await loaded({ "package.json": `{ "devDependencies": { "mcp-lint": "1.0.0" } }` })).toBeUndefined();
    expect(await loaded({ "package.json": `{ not json "mcp-lint"` })).toBeUndefined();
    expect(await loaded({ "sub/mcp-lint.json": "{}" })).toBeUndefined();
  });

  it("for the machine, among the settings of the user alone", async () => {
    const files = {
      "mcp-lint.json": `{ "sessions": 2 }`,
      "/home/ada/.config/mcp-lint/mcp-lint.jsonc": `{ "sessions": 9 }`,
    };
    expect((await loaded(files, true))?.settings.sessions).toBe(9);
    expect((await loaded(files))?.settings.sessions).toBe(2);
  });

  it("and two are one too many", async () => {
    expect(await complaintOf({ "mcp-lint.json": "{}", "package.json": `{ "mcp-lint": {} }` })).toBe(
      "there are two configs: /repo/mcp-lint.json and /repo/package.json (keep one of them)",
    );
  });
});

describe("what a config builds on", () => {
  it("a preset; the last one counts", async () => {
    const chosen = await loaded({ "mcp-lint.json": `{ "extends": ["hub", "strict"] }` });
    expect(chosen?.settings.preset).toBe("strict");
  });

  it("files, folders and installed packages, each over what comes before", async () => {
    const chosen = await loaded({
      "mcp-lint.jsonc": `{ "extends": ["./team/base.jsonc", "../shared", "@acme/lint", "@acme/lint/more.json"], "ports": "20000-20009" }`,
      "team/base.jsonc": `{ "extends": "./below.json", "sessions": 2, "ports": "19000-19009" }`,
      "team/below.json": `{ "sessions": 1, "routing": "path" }`,
      "/shared/mcp-lint.json": `{ "sessions": 3, "failOn": "warning" }`,
      "/node_modules/@acme/lint/package.json": `{ "mcp-lint": { "extends": "strict", "maxWarnings": 7 } }`,
      "/node_modules/@acme/lint/more.json": `{ "hub": { "bridge": true } }`,
    });
    expect(chosen).toEqual({
      settings: {
        ...defaultSettings,
        preset: "strict",
        sessions: 3,
        routing: "path",
        bridge: true,
        ports: { from: 20000, to: 20009 },
        rules: {},
      },
      tolerance: { failOn: "warning", maxWarnings: 7 },
    });
  });

  it("never on a URL, on nothing, or on itself", async () => {
    expect(await complaintOf(`{ "extends": "https://acme.example/lint.json" }`)).toMatch(
      /^mcp-lint\.jsonc:1:14: a config builds on no URL/,
    );
    expect(await complaintOf(`{ "extends": ["stric"] }`)).toBe(
      "mcp-lint.jsonc:1:15: there is no preset and no installed package `stric` (did you mean `strict`?)",
    );
    expect(await complaintOf(`{ "extends": "@acme/lint" }`)).toMatch(/\(npm install --save-dev @acme\/lint\)$/);
    expect(await complaintOf(`{ "extends": "./gone.json" }`)).toMatch(/there is no config at `\.\/gone\.json`/);
    const circle = { "mcp-lint.json": `{ "extends": "./a.json" }`, "a.json": `{ "extends": "./mcp-lint.json" }` };
    expect(await complaintOf(circle)).toBe(
      "a.json:1:14: configs build on each other in a circle: mcp-lint.json → a.json → mcp-lint.json",
    );
  });
});

describe("a mistake is named with its place and a way out", () => {
  it.each([
    [`{ "rulez": {} }`, "mcp-lint.jsonc:1:3: there is no key `rulez` (did you mean `rules`?)"],
    [
      `{\n  "rules": { "unpined-package": "error" }\n}`,
      "mcp-lint.jsonc:2:14: there is no rule `unpined-package` (did you mean `unpinned-package`?)",
    ],
    [
      `{ "rules": { "http-only": "eror" } }`,
      "mcp-lint.jsonc:1:27: there is no severity `eror` (did you mean `error`?)",
    ],
    [
      `{ "rules": { "http-only": { "severty": "error" } } }`,
      "mcp-lint.jsonc:1:29: there is no option `severty` (did you mean `severity`?)",
    ],
    [`{ "rules": { "http-only": 2 } }`, /^mcp-lint\.jsonc:1:27: this has to be a text or an object/],
    [
      `{ "overrides": [{ "clients": ["cursr"], "rules": {} }] }`,
      "mcp-lint.jsonc:1:31: there is no client `cursr` (did you mean `cursor`?)",
    ],
    [`{ "overrides": [{ "files": ["a"] }] }`, "mcp-lint.jsonc:1:17: `rules` is missing"],
    [`{ "overrides": [{ "rules": {} }] }`, /^mcp-lint\.jsonc:1:17: this override is for no files, clients or servers/],
    [`{ "overrides": [{ "files": [], "rules": {} }] }`, /the list has to have at least 1 item/],
    [`{ "ports": "18926-18901" }`, /^mcp-lint\.jsonc:1:12: the range ends before it starts/],
    [`{ "ports": 18901 }`, /^mcp-lint\.jsonc:1:12: this has to be a text/],
    [`{ "sessions": 0 }`, "mcp-lint.jsonc:1:15: the number has to be at least 1"],
    [`{ "allowStdio": [{ "server": "a" }] }`, "mcp-lint.jsonc:1:18: `reason` is missing"],
    [`{ "data": { "secrets": { "Acme": "(" } } }`, /this is no regular expression/],
    [`{ "data": { "secrets": { "Acme": "a*" } } }`, /fits an empty text/],
    [`{ "estimate": { "factors": { "launchers": { "npm": {} } } } }`, /there is no launcher `npm`/],
    [`{ "estimate": { "profiles": { "a": { "memory": [1] } } } }`, /the list has to have 2 items/],
    [`{ "sessions": 1, "sessions": 2 }`, /`sessions` stands here a second time/],
    [`[]`, "mcp-lint.jsonc:1:1: a config is an object"],
    [`{ "rules": `, /^mcp-lint\.jsonc:1:\d+: /],
    [``, /^mcp-lint\.jsonc:1:1: /],
  ])("%s", async (text, complaint) => {
    if (typeof complaint === "string") expect(await complaintOf(text)).toBe(complaint);
    else expect(await complaintOf(text)).toMatch(complaint);
  });

  it("all of them at once, in the order of the text", async () => {
    expect(await complaintOf(`{\n  "sesions": 1,\n  "rules": { "http-onl": "off" }\n}`)).toBe(
      [
        "the config has 2 mistakes",
        "  mcp-lint.jsonc:2:3: there is no key `sesions` (did you mean `sessions`?)",
        "  mcp-lint.jsonc:3:14: there is no rule `http-onl` (did you mean `http-only`?)",
      ].join("\n"),
    );
  });

  it("in a package.json at its own place there", async () => {
    expect(await complaintOf({ "package.json": `{\n  "mcp-lint": { "sesions": 1 }\n}` })).toMatch(
      /^package\.json:2:17: there is no key `sesions`/,
    );
  });
});

describe("plugins", () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), "mcp-lint-plugins-"))));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function withPlugin(
    source: string,
    config: object = {},
    user = process.getuid?.() ?? 0,
    trusted?: true,
  ): Promise<ReturnType<typeof mergeConfig>> {
    const name = `${Math.random()}.mjs`;
    writeFileSync(path.join(folder, name), source);
    const file = path.join(folder, "mcp-lint.json");
    writeFileSync(file, JSON.stringify({ plugins: [`./${name}`], ...config }));
    // Of a file that is root's own, everybody is glad.
    const ownedBy = (path: string): FileStatus | undefined => {
      const status = diskFileSystem.status(path);
      return status && { ...status, owner: process.getuid?.() || 1000 };
    };
    const surroundings = {
      fileSystem: { ...diskFileSystem, status: ownedBy },
      platform: { ...platform, cwd: folder, user: user || 1000 },
    };
    return mergeConfig(await loadConfig({ file, path: [], ...(trusted && { trusted }) }, surroundings));
  }
  const rule = `{ id: "no-foo", scope: "entry", severity: "warning", messages: { foo: "It is foo" }, check() {},
    options: { most: { type: "integer", description: "Most", default: 3, maximum: 9 } } }`;

  it("give rules that the config may set like any other", async () => {
    const { settings } = await withPlugin(`export default ${rule}`, { rules: { "no-foo": { most: 4 } } });
    expect(settings.ownRules?.map(({ id, category, presets }) => [id, category, presets])).toEqual([
      ["no-foo", "correctness", { recommended: true }],
    ]);
    expect(settings.rules).toEqual({ "no-foo": { options: { most: 4 } } });
  });

  it("give several rules in a list", async () => {
    const { settings } = await withPlugin(`export default [${rule}, { ...${rule}, id: "acme/no-bar" }]`);
    expect(settings.ownRules?.map(({ id }) => id)).toEqual(["no-foo", "acme/no-bar"]);
  });

  it.each([
    ["export const rule = 1", /exports no rule: its default export is none/],
    ["export default { id: 'x' }", /`scope` of `x` is none of entry, document and project/],
    [`export default { ...${rule}, check: 1 }`, /`check` of `no-foo` is no function/],
    [`export default { ...${rule}, id: "http-only" }`, /has a rule `http-only`, and there is one of that name/],
    ["export default (", /the plugin `.*` cannot be loaded/],
    [`import "@acme/gone"; export default 1`, /cannot be loaded: Cannot find package/],
  ])("that are none are told from those that are: %s", async (source, message) => {
    await expect(withPlugin(source)).rejects.toThrow(message);
  });

  it("take no options that they do not declare, and none out of its limits", async () => {
    const source = `export default ${rule}`;
    await expect(withPlugin(source, { rules: { "no-foo": { mots: 4 } } })).rejects.toThrow(/there is no option `mots`/);
    await expect(withPlugin(source, { rules: { "no-foo": { most: 10 } } })).rejects.toThrow(/the number has to be/);
  });

  it("of another user are not run, unless the config is named", async () => {
    const source = `export default ${rule}`;
    await expect(withPlugin(source, {}, 4711)).rejects.toThrow(/is not run: .* belongs to another user/);
    expect((await withPlugin(source, {}, 4711, true)).settings.ownRules).toHaveLength(1);
  });

  it("that are not there are asked for", async () => {
    await expect(withPlugin("", { plugins: ["./gone.mjs"] })).rejects.toThrow(/there is no plugin `\.\/gone\.mjs`/);
  });
});
