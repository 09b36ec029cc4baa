import { describe, expect, test } from "vitest";
import type { ModelledDocument } from "../../src/model/entry.ts";
import { buildProject } from "../../src/model/build.ts";
import { inputOf, modelOf, readerAt, readerOf } from "./modelled.ts";

/** `path: names`, with `!` before a place that no reader knows. */
function maps({ maps: found }: ModelledDocument): readonly string[] {
  return found.map(({ path, readers, entries }) => {
    const names = entries.map(({ name }) => name.value).join(" ");
    return `${readers.length === 0 ? "!" : ""}${path.join("/")}: ${names}`;
  });
}

const a = `"a": { "command": "x" }`;

describe("places", () => {
  test("a root key, with everything beside it left alone", async () => {
    const model = await modelOf(`{ "other": { ${a} }, "mcpServers": { ${a}, "b": {} } }`, [readerOf("cursor")]);
    expect(maps(model)).toEqual(["mcpServers: a b"]);
  });

  test("every key below a star", async () => {
    const text = `{ "mcpServers": {}, "projects": { "/x.y": { "mcpServers": { ${a} } }, "/z": { "mcpServers": { ${a} } }, "/n": {} } }`;
    const { client } = readerOf("claude-code");
    const model = await modelOf(
      text,
      client.files.slice(0, 2).map((file) => ({ client, file })),
    );
    expect(maps(model)).toEqual(["mcpServers: ", "projects//x.y/mcpServers: a", "projects//z/mcpServers: a"]);
    expect(model.entries[1]!.path).toEqual(["projects", "/z", "mcpServers", "a"]);
  });

  test("one map and one entry for all who look at one place", async () => {
    const readers = [readerOf("claude-code"), readerOf("cursor"), readerOf("warp"), readerOf("cursor")];
    const model = await modelOf(`{ "mcpServers": { "a": { "url": "https://h.example" } } }`, readers);
    expect(maps(model)).toEqual(["mcpServers: a"]);
    expect(model.entries[0]!.readings.map(({ client, outcome }) => `${client.id} ${outcome}`)).toEqual([
      "claude-code skipped",
      "cursor loaded",
      "warp loaded",
    ]);
  });

  test("readers that look at different places", async () => {
    const readers = [readerOf("claude-code"), readerOf("visual-studio")];
    const model = await modelOf(`{ "mcpServers": { ${a} }, "servers": { "b": { "command": "x" } } }`, readers);
    expect(maps(model)).toEqual(["mcpServers: a", "servers: b"]);
    expect(model.entries.map(({ readings }) => readings[0]!.client.id)).toEqual(["claude-code", "visual-studio"]);
  });

  test("a place inside another is no entry of it", async () => {
    const { client } = readerOf("opencode");
    const readers = client.files.filter(({ scope }) => scope === "user").map((file) => ({ client, file }));
    const text = `{ "mcp": { "servers": { "b": { "type": "local", "command": ["x"] } } } }`;
    expect(maps(await modelOf(text, readers))).toEqual(["mcp: ", "mcp/servers: b"]);
  });

  test("a server may be called like a place", async () => {
    const text = `{ "mcp": { "servers": { "type": "local", "command": ["x"] } } }`;
    expect(maps(await modelOf(text, [readerOf("opencode")]))).toEqual(["mcp: servers"]);
  });

  test("a top level of servers, where the client allows it and the root key is missing", async () => {
    const bare = readerAt("claude-code", ["mcpServers"], { bare: "everywhere" });
    expect(maps(await modelOf(`{ ${a}, "b": { "url": "http://h" } }`, [bare]))).toEqual([": a b"]);
    expect(maps(await modelOf(`{ ${a}, "mcpServers": { ${a} } }`, [bare]))).toEqual(["mcpServers: a"]);
    expect(maps(await modelOf(`{ "a": { "command": "x" }, "b": { "hooks": [] } }`, [bare]))).toEqual([]);
  });

  test.each([
    [".mcp.json", [], "!: a"],
    [".mcp.json", [".claude-plugin/plugin.json"], ": a"],
    ["memory/.mcp.json", ["memory/.claude-plugin/plugin.json"], ": a"],
    ["memory/.mcp.json", [".claude-plugin/plugin.json"], "!: a"],
    ["~/.claude/plugins/cache/market/memory/1.0.0/.mcp.json", [], ": a"],
    ["external_plugins/memory/.mcp.json", [], ": a"],
    ["plugins/.mcp.json", [], ": a"],
    [".gemini/extensions/memory/.mcp.json", [], ": a"],
    ["myplugins/memory/.mcp.json", [], "!: a"],
  ])("a top level of servers in %s beside %j, where only a plugin may have one", async (shown, others, expected) => {
    const bare = readerAt("claude-code", ["mcpServers"], { bare: "plugin" });
    const inputs = [
      inputOf(`{ ${a} }`, [bare], { shown }),
      ...others.map((other) => inputOf("{}", [], { shown: other })),
    ];
    expect(maps(buildProject(await Promise.all(inputs)).documents[0]!)).toEqual([expected]);
  });

  test.each([
    [`{ "mcpServers": { ${a} } }`, "vscode", ["!mcpServers: a"]],
    [`{ "servers": { ${a} } }`, "cursor", ["!servers: a"]],
    [`{ "mcp.servers": { ${a} } }`, "cursor", ["!mcp.servers: a"]],
    [`{ "mcp": { "servers": { ${a} } } }`, "cursor", ["!mcp/servers: a"]],
    [`{ "amp": { "mcpServers": { ${a} } } }`, "amp", ["!amp/mcpServers: a"]],
    [`{ "MCPServers": { ${a} } }`, "cursor", ["!MCPServers: a"]],
    [`{ ${a} }`, "cursor", ["!: a"]],
    [`{ "context_servers": { ${a} }, "mcpServers": { ${a} } }`, "zed", ["context_servers: a", "!mcpServers: a"]],
    [`{ "mcpServers": [{ "name": "a", "command": "x" }] }`, "vscode", ["!mcpServers: a"]],
  ])("servers in %s of %s", async (text, client, expected) => {
    expect(maps(await modelOf(text, [readerOf(client)]))).toEqual(expected);
  });

  test("misplaced entries have a transport, and no readings", async () => {
    const text = `{ "mcpServers": { "a": { "url": "https://h.example/sse", "env": { "TOKEN": "x" } } } }`;
    const [entry] = (await modelOf(text, [readerOf("vscode")])).entries;
    expect(entry).toMatchObject({ transport: "sse", readings: [], url: { value: "https://h.example/sse" } });
    expect(entry!.env.map(({ name }) => name)).toEqual(["TOKEN"]);
  });

  test("a file that no client is known for", async () => {
    expect(maps(await modelOf(`{ "servers": { ${a} } }`, []))).toEqual(["!servers: a"]);
  });

  test.each([
    ["permissions", `{ "interface": { "mcpServers": { "use": true, "a": { "command": "x" } } } }`],
    ["names of servers", `{ "mcpServers": ["filesystem"] }`],
    ["a path", `{ "mcpServers": "./.mcp.json" }`],
    ["a list of allowed names", `{ "mcp": { "allowed": ["a"], "excluded": [] } }`],
    ["switches of extensions", `{ "extensions": { "a": { "enabled": true } } }`],
    [
      "the description of a package",
      `{ "name": "x", "packages": [{ "command": "x" }], "remotes": [{ "url": "http://h" }] }`,
    ],
    ["settings with a command in them", `{ "hooks": { "command": "x" }, "model": { "name": "y" } }`],
    ["one server alone", `{ "command": "x", "args": [] }`],
    ["a list", `[{ "command": "x" }]`],
    ["nothing", ``],
    ["no object", `"x"`],
  ])("%s is no server", async (_, text) => {
    expect((await modelOf(text, [readerOf("vscode")])).entries).toEqual([]);
  });
});

describe("entries", () => {
  test("what is no object is passed over", async () => {
    const text = `{ "mcpServers": { "b": true, "c": "x", "d": [], "e": null, ${a} } }`;
    expect(maps(await modelOf(text, [readerOf("cursor")]))).toEqual(["mcpServers: a"]);
  });

  test.each([
    ["claude-code", "skipped"],
    ["cursor", "file-error"],
    ["opencode", "startup-error"],
    ["lm-studio", "unknown"],
    ["qwen-code", "entry-error"],
  ])("%s takes text among the servers as %s", async (client, outcome) => {
    const root = readerOf(client).file.root.join();
    const text = `{ "${root}": { "_note": "x", "b": {}, "b": [], "c": {} } }`;
    const [{ strays } = { strays: [] }] = (await modelOf(text, [readerOf(client)])).maps;
    const said = strays.map(({ name, readings: [reading] }) => `${name.value} ${reading?.outcome} ${reading?.reason}`);
    expect(said).toEqual([`_note ${outcome} bad-shape`, `b ${outcome} bad-shape`]);
    expect(strays[0]!.name.span.start).toBe(text.indexOf(`"_note"`));
  });

  test("some clients stumble over null alone", async () => {
    const text = `{ "mcpServers": { "a": null, "b": "x" } }`;
    const { maps: found } = await modelOf(text, [readerOf("gemini-cli"), readerOf("claude-code")]);
    const said = found[0]!.strays.map(({ readings }) => readings.map(({ outcome }) => outcome).join(" "));
    expect(said).toEqual(["startup-error skipped", "entry-error skipped"]);
  });

  test("what stands where nobody looks, at the top level, or beside another place is no stray", async () => {
    const { client } = readerOf("opencode");
    const user = client.files.filter(({ scope }) => scope === "user").map((file) => ({ client, file }));
    const newer = `{ "mcp": { "timeout": 1, "servers": { "b": { "type": "local", "command": ["x"] } } } }`;
    const bare = readerAt("copilot-cli", ["mcpServers"], { bare: "everywhere" });
    const models = [
      await modelOf(newer, user),
      await modelOf(`{ "$schema": "x", ${a} }`, [bare]),
      await modelOf(`{ "servers": { "note": "x", ${a} } }`, [readerOf("cursor")]),
    ];
    for (const model of models) expect(model.maps.flatMap(({ strays }) => strays)).toEqual([]);
  });

  test("of two with one name the last counts", async () => {
    const text = `{ "mcpServers": { "a": { "command": "first" }, "b": { "command": "x" }, "a": { "command": "last" } } }`;
    const { entries } = await modelOf(text, [readerOf("cursor")]);
    expect(entries.map(({ name, command }) => `${name.value} ${command?.value}`)).toEqual(["b x", "a last"]);
    expect(entries[1]!.name.span.start).toBe(text.lastIndexOf(`"a"`));
  });

  test("names are where they stand, whatever is in them", async () => {
    const text = `{ "mcpServers": { "awslabs.ecs/x y": { "command": "x" } } }`;
    const { entries, document } = await modelOf(text, [readerOf("cursor")]);
    const { value, span } = entries[0]!.name;
    expect([value, document.text.slice(span.start, span.end)]).toEqual(["awslabs.ecs/x y", `"awslabs.ecs/x y"`]);
  });

  test("a list of servers, by name or by number", async () => {
    const text = `mcpServers:\n  - name: one\n    command: x\n  - command: y\n  - text\n`;
    const { entries, document } = await modelOf(text, [readerOf("continue")], "yaml");
    expect(entries.map(({ name, path }) => [name.value, path.join("/")])).toEqual([
      ["one", "mcpServers/0"],
      ["#2", "mcpServers/1"],
    ]);
    const { span } = entries[0]!.name;
    expect(document.text.slice(span.start, span.end)).toBe("one");
    expect(entries[0]!.rest).toEqual([]);
  });

  test("a list where the client wants a map, and a map where it wants a list, load nothing", async () => {
    const list = await modelOf(`{ "mcpServers": [{ "name": "a", "command": "x" }] }`, [readerOf("cursor")]);
    const map = await modelOf(`mcpServers:\n  a:\n    command: x\n`, [readerOf("continue")], "yaml");
    for (const { entries } of [list, map]) {
      expect(entries).toHaveLength(1);
      expect(entries[0]!.readings[0]).toMatchObject({ outcome: "file-error", reason: "bad-shape" });
    }
  });

  test("tables of TOML", async () => {
    const text = `[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "server"]\n\n[mcp_servers.a.env]\nTOKEN = "x"\n\n[mcp_servers."b.c"]\nurl = "https://h.example/mcp"\n`;
    const { entries } = await modelOf(text, [readerOf("codex")], "toml");
    expect(
      entries.map(({ name, transport, readings }) => `${name.value} ${transport} ${readings[0]!.outcome}`),
    ).toEqual(["a stdio loaded", "b.c http loaded"]);
    expect(entries[0]!.env[0]).toMatchObject({ name: "TOKEN", value: "x", path: ["mcp_servers", "a", "env", "TOKEN"] });
    expect(entries[0]!.launch!.package!.name).toBe("server");
  });

  test("thousands of them", { timeout: 10_000 }, async () => {
    const servers = Array.from(
      { length: 20_000 },
      (_, index) => `"s${index}": { "command": "npx", "args": ["-y", "x"] }`,
    );
    const { entries } = await modelOf(`{ "mcpServers": { ${servers.join(",")} } }`, [
      readerOf("cursor"),
      readerOf("warp"),
    ]);
    expect(entries).toHaveLength(20_000);
  });
});
