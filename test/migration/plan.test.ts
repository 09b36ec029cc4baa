import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainOf } from "../../src/document/document.ts";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { eject } from "../../src/migration/eject.ts";
import { fix, lint } from "../../src/run.ts";
import { defaultSettings } from "../../src/settings.ts";
import { migrated, text, type Files } from "../hub-form/migrated.ts";

const npx = (...args: string[]): object => ({ command: "npx", args: ["-y", ...args] });
const mcpServers = (servers: object): string => JSON.stringify({ mcpServers: servers }, undefined, 2);
const manifestOf = (files: Files): any => JSON.parse(text(files)["mcp-hub.json"]!);
const urlIn = (files: Files, name: string): string => /http:\/\/127[^"\s]*/.exec(text(files)[name]!)![0];

/** One server in the spelling of six clients. */
const six: Files = {
  ".mcp.json": mcpServers({ gh: { ...npx("gh@1.0.0"), env: { T: "${TOKEN}" } } }),
  ".cursor/mcp.json": mcpServers({ gh: { ...npx("gh@1.0.0"), env: { T: "${env:TOKEN}" } } }),
  ".vscode/mcp.json": JSON.stringify({ servers: { gh: { ...npx("gh@1.0.0"), env: { T: "${env:TOKEN}" } } } }),
  ".codex/config.toml": '[mcp_servers.gh]\ncommand = "npx"\nargs = ["-y", "gh@1.0.0"]\nenv_vars = ["T"]\n',
  "opencode.json": JSON.stringify({
    mcp: { gh: { type: "local", command: ["npx", "-y", "gh@1.0.0"], environment: { T: "{env:TOKEN}" } } },
  }),
  ".gemini/settings.json": mcpServers({ gh: { ...npx("gh@1.0.0"), env: { T: "$TOKEN" } } }),
};

describe("a migration", () => {
  it("gives one server one port in all clients, however each spells it, and another definition another", async () => {
    const { files, result } = await migrated(six, "project");
    expect(result.after.cost.stdioEntries).toBe(0);
    const { servers, origins } = manifestOf(files);
    expect(Object.keys(servers).toSorted()).toEqual(["gh", "gh-2"]);
    expect(Object.keys(origins)).toHaveLength(6);
    const urls = Object.keys(six).map((name) => [name, urlIn(files, name)]);
    for (const [name, url] of urls) {
      const { port } = name === ".codex/config.toml" ? servers["gh-2"] : servers.gh;
      expect(url).toBe(`http://127.0.0.1:${port}/mcp`);
    }
  });

  it("leaves a server that each session needs for itself, unless it is on the hub already or all is to go over HTTP", async () => {
    const files = { ".mcp.json": mcpServers({ docs: npx("docs@1.0.0"), page: npx("@playwright/mcp@0.0.41") }) };
    const few = await migrated(files, "project");
    expect(Object.keys(manifestOf(few.files).servers)).toEqual(["docs"]);
    expect(text(few.files)[".mcp.json"]).toContain("@playwright/mcp");

    const careful = await migrated(files, "project", { preset: "hub" });
    expect(careful.result.skipped.map(({ kind }) => kind)).toEqual(["unsafe"]);

    const definition = { command: "npx", args: ["-y", "@playwright/mcp@0.0.41"], sharing: "session" };
    const manifest = JSON.stringify({ servers: { page: { port: 18905, ...definition } } });
    const more = await migrated({ ...files, "mcp-hub.json": manifest }, "project");
    expect(text(more.files)[".mcp.json"]).toContain("http://127.0.0.1:18905/mcp");
  });

  it("takes no port that an entry means by all addresses", async () => {
    const first = await migrated({ ".mcp.json": mcpServers({ a: npx("a@1.0.0") }) }, "project");
    const { port } = manifestOf(first.files).servers.a;
    const other = { type: "http", url: `http://0.0.0.0:${port}/mcp` };
    const second = await migrated({ ".mcp.json": mcpServers({ a: npx("a@1.0.0"), other }) }, "project");
    expect(manifestOf(second.files).servers.a.port).not.toBe(port);
  });

  it("takes a folder on a drive for what it is, also where there are no drives", async () => {
    const docs = { ...npx("docs@1.0.0"), cwd: "D:\\notes" };
    const { files } = await migrated({ "tool/.cursor/mcp.json": mcpServers({ docs }) }, "project");
    expect(manifestOf(files).servers.docs.cwd).toBe("D:\\notes");
  });

  it("keeps recorded ports when servers come and go", async () => {
    const first = await migrated(six, "project");
    const more = mcpServers({
      a: npx("a@1.0.0"),
      b: npx("b@1.0.0"),
      gh: { ...npx("gh@1.0.0"), env: { T: "${env:TOKEN}" } },
    });
    const second = await migrated({ ...first.files, ".roo/mcp.json": more }, "project");
    const [before, after] = [manifestOf(first.files).servers, manifestOf(second.files).servers];
    expect(after).toMatchObject(before);
    expect(Object.keys(after).toSorted()).toEqual(["a", "b", "gh", "gh-2"]);
    expect(text(second.files)[".roo/mcp.json"]).toContain(`:${before.gh.port}/mcp`);
  });

  it("gives the same ports in whatever order the servers stand", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(["a", "b", "c", "d", "e"], { minLength: 5 }), async (names) => {
        const servers = Object.fromEntries(names.map((name) => [name, npx(`${name}@1.0.0`)]));
        const { files } = await migrated({ ".cursor/mcp.json": mcpServers(servers) }, "project");
        const found = manifestOf(files).servers;
        const ports = ["a", "b", "c", "d", "e"].map((name) => found[name].port);
        expect(new Set(ports).size).toBe(5);
        seen.add(ports.join());
      }),
      { numRuns: 20 },
    );
    expect(seen.size).toBe(1);
  });

  it("leaves out what finds no port, says what to do, and never squeezes it in", async () => {
    const servers = Object.fromEntries(["a", "b", "c"].map((name) => [name, npx(`${name}@1.0.0`)]));
    const { files, result } = await migrated({ ".mcp.json": mcpServers(servers) }, "project", {
      ports: { from: 20000, to: 20001 },
    });
    expect(Object.keys(manifestOf(files).servers)).toHaveLength(2);
    const left = result.after.diagnostics.find(({ rule }) => rule === "http-only");
    expect(left?.notes.join()).toContain("none left");
    expect(left?.help).toContain("--routing path");
  });

  it("takes no port that a config already leads to", async () => {
    const alone = await migrated({ ".mcp.json": mcpServers({ a: npx("a@1.0.0") }) }, "project");
    const { port } = manifestOf(alone.files).servers.a;
    const taken = { own: { type: "http", url: `http://localhost:${port}/mcp` }, a: npx("a@1.0.0") };
    const { files } = await migrated({ ".mcp.json": mcpServers(taken) }, "project");
    expect(manifestOf(files).servers.a.port).not.toBe(port);
  });

  it("puts all servers on one port and tells them apart by the path when asked to", async () => {
    const servers = { a: npx("a@1.0.0"), "b c": npx("b@1.0.0") };
    const { files } = await migrated({ ".mcp.json": mcpServers(servers) }, "project", { routing: "path" });
    const { a, "b c": b } = manifestOf(files).servers;
    expect(b.port).toBe(a.port);
    expect(text(files)[".mcp.json"]).toContain(`http://127.0.0.1:${a.port}/mcp/b%20c`);
  });

  it("leaves what Claude Desktop alone reads", async () => {
    const files = { ".config/Claude/claude_desktop_config.json": mcpServers({ a: npx("a@1.0.0") }) };
    expect((await migrated(files, "user")).result.changes).toEqual([]);
  });

  it("moves along what is switched off, to the port of its live twin, and switches nothing on", async () => {
    const { files, result } = await migrated(
      {
        ".roo/mcp.json": mcpServers({ a: { ...npx("a"), disabled: true }, override: { disabled: true } }),
        ".codex/config.toml": '[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "a"]\nenabled = false\n',
        "opencode.json": JSON.stringify({
          mcp: {
            a: { type: "local", command: ["npx", "-y", "a"] },
            b: { type: "local", command: ["b"], enabled: false },
          },
        }),
      },
      "project",
    );
    const { a, b } = manifestOf(files).servers;
    const url = `http://127.0.0.1:${a.port}/mcp`;
    expect(JSON.parse(text(files)[".roo/mcp.json"]!).mcpServers).toEqual({
      a: { type: "streamable-http", url, disabled: true },
      override: { disabled: true },
    });
    expect(text(files)[".codex/config.toml"]).toBe(`[mcp_servers.a]\nurl = "${url}"\nenabled = false\n`);
    expect(JSON.parse(text(files)["opencode.json"]!).mcp).toEqual({
      a: { type: "remote", url },
      b: { type: "remote", url: `http://127.0.0.1:${b.port}/mcp`, enabled: false },
    });
    expect(result.skipped).toEqual([]);
  });

  it("moves what is switched off everywhere and not pinned: what is wrong with it is no news", async () => {
    const off = { ".roo/mcp.json": mcpServers({ a: { ...npx("a"), disabled: true } }) };
    const { result } = await migrated(off, "project");
    expect(result.fixed.map(({ rule }) => rule)).toEqual(["http-only"]);
    expect(result.skipped).toEqual([]);
  });

  it("says nothing of what is switched off where nothing is fixed", async () => {
    const off = mcpServers({ a: { ...npx("a"), disabled: true } });
    const host = {
      fileSystem: memoryFileSystem({ "/project/.roo/mcp.json": off, "/project/.git/": "" }, "linux"),
      platform: { os: "linux", home: "/home/ada", cwd: "/project", env: {} },
    } as const;
    expect((await lint({ paths: [], ignore: true }, defaultSettings, host)).diagnostics).toEqual([]);
  });

  it("takes no port that something else listens on", async () => {
    const files = { "/home/ada/.cursor/mcp.json": mcpServers({ a: npx("a@1.0.0") }) };
    const host = {
      fileSystem: memoryFileSystem(files, "linux"),
      platform: { os: "linux", home: "/home/ada", cwd: "/home/ada", env: {} },
      busyPorts: new Set([20000, 20001]),
    } as const;
    const settings = { ...defaultSettings, ports: { from: 20000, to: 20002 } };
    const choice = { safety: "safe", rules: [] } as const;
    const { after } = await fix({ paths: [], ignore: true, machine: true }, settings, choice, host);
    expect(after.project.entries.map(({ url }) => url?.value)).toContain("http://127.0.0.1:20002/mcp");
  });

  it("gives Claude Desktop a bridge when asked to, once", async () => {
    const file = ".config/Claude/claude_desktop_config.json";
    const config = { [file]: mcpServers({ a: { ...npx("a@1.0.0"), env: { T: "1" } } }) };
    const { files, result } = await migrated(config, "user", { bridge: true });
    const { port } = JSON.parse(text(files)[".config/mcp-lint/mcp-hub.json"]!).servers.a;
    expect(JSON.parse(text(files)[file]!).mcpServers.a).toEqual({
      command: "npx",
      args: ["-y", "mcp-remote@0.15.1", `http://127.0.0.1:${port}/mcp`, "--allow-http", "--transport", "http-only"],
    });
    expect(result.after.diagnostics.map(({ rule }) => rule)).toEqual([]);
    expect((await migrated(files, "user", { bridge: true })).result.changes).toEqual([]);
  });

  it("moves a literal secret along, and the rules still speak of it", async () => {
    const secret = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");
    const { files, result } = await migrated(
      { ".mcp.json": mcpServers({ gh: { ...npx("gh@1.0.0"), env: { T: secret } } }) },
      "project",
    );
    expect(text(files)[".mcp.json"]).not.toContain(secret);
    const found = result.after.diagnostics.filter(({ rule }) => rule === "inline-secret");
    expect(found.map(({ locations }) => locations[0].source.shown)).toEqual(["mcp-hub.json"]);
  });
});

describe("the manifest", () => {
  it.each([
    ["syntax-error", "{ "],
    ["duplicate-key", '{ "servers": { "a": { "port": 18901, "command": "a", "command": "b" } } }'],
    ["unpinned-package", '{ "servers": { "a": { "port": 18901, "command": "npx", "args": ["-y", "a"] } } }'],
  ])("is linted: %s", async (rule, manifest) => {
    const { result } = await migrated({ "mcp-hub.json": manifest }, "project");
    expect(result.before.diagnostics.map((each) => each.rule)).toContain(rule);
  });

  it("is no client: its servers cost no session anything", async () => {
    const manifest = '{ "servers": { "a": { "port": 18901, "command": "npx", "args": ["-y", "a@1.0.0"] } } }';
    const { result } = await migrated({ "mcp-hub.json": manifest }, "project");
    expect(result.before.diagnostics).toEqual([]);
    expect(result.before.cost).toMatchObject({ entries: 0, clients: [] });
  });
});

describe("eject", () => {
  it("changes one client alone when asked to, and the hub keeps the server", async () => {
    const { files } = await migrated(six, "project");
    const { project } = (await migrated(files, "project")).result.before;
    const { changes, manifest } = await eject(project, "gh", "cursor");
    expect(changes.map(({ after }) => after.file)).toEqual(["/project/.cursor/mcp.json"]);
    expect(changes[0]!.after.text).toBe(six[".cursor/mcp.json"]);
    expect(manifest).toBeUndefined();
  });

  it("knows an entry by its own name, whatever the manifest calls the server", async () => {
    const { files } = await migrated(six, "project");
    const { project } = (await migrated(files, "project")).result.before;
    const { changes, manifest } = await eject(project, "gh", "codex");
    expect(changes.map(({ after }) => after.text)).toEqual([six[".codex/config.toml"]]);
    expect(plainOf(manifest!.after.root!)).toMatchObject({ servers: { "gh-2": { ejected: true } } });
    const all = await eject(project, "gh");
    expect(all.changes.map(({ after }) => after.file.replace("/project/", "")).toSorted()).toEqual(
      Object.keys(six).toSorted(),
    );
  });

  it("keeps the port of a server that was changed while it was out", async () => {
    const { files } = await migrated({ ".mcp.json": mcpServers({ a: npx("a@1.0.0") }) }, "project");
    const { project } = (await migrated(files, "project")).result.before;
    const { changes, manifest } = await eject(project, "a");
    expect(plainOf(manifest!.after.root!)).toMatchObject({ servers: { a: { ejected: true } } });
    const edited = {
      ".mcp.json": changes[0]!.after.text.replace("a@1.0.0", "a@2.0.0"),
      "mcp-hub.json": manifest!.after.text,
    };
    const { files: again } = await migrated(edited, "project");
    const { port } = manifestOf(files).servers.a;
    expect(manifestOf(again).servers).toEqual({
      a: { port, command: "npx", args: ["-y", "a@2.0.0"], sharing: "shared" },
    });
    expect(text(again)[".mcp.json"]).toBe(text(files)[".mcp.json"]);
  });

  it("does not throw away a comment that was written since", async () => {
    const { files } = await migrated({ ".cursor/mcp.json": mcpServers({ a: npx("a@1.0.0") }) }, "project");
    const noted = text(files)[".cursor/mcp.json"]!.replace('"url"', '/* mind this */ "url"');
    const { project } = (await migrated({ ...files, ".cursor/mcp.json": noted }, "project")).result.before;
    const { changes, left } = await eject(project, "a");
    expect(changes).toEqual([]);
    expect(left.map(({ why }) => why)).toEqual(["A comment was written into it since"]);
  });

  it("says which servers there are when there is no such one", async () => {
    const { files } = await migrated(six, "project");
    const { project } = (await migrated(files, "project")).result.before;
    await expect(eject(project, "nobody")).rejects.toThrow("no server `nobody`");
  });
});
