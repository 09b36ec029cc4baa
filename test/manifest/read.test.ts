import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parserFor } from "../../src/document/parse.ts";
import { readManifest } from "../../src/manifest/read.ts";
import { migrated, text } from "../hub-form/migrated.ts";
import { violationsOf } from "../report/json-schema.ts";

const schema = JSON.parse(readFileSync("schema/hub-manifest-v1.schema.json", "utf8"));
const parse = await parserFor("jsonc");
const read = (manifest: string): ReturnType<typeof readManifest> =>
  readManifest(parse("/project/mcp-hub.json", manifest));

describe("a manifest", () => {
  it("that --fix wrote fits its schema and is read back", async () => {
    const { files } = await migrated(
      {
        ".codex/config.toml": '[mcp_servers.a]\ncommand = "a-mcp"\nargs = ["./a.db"]\n[mcp_servers.a.env]\nX = "1"\n',
        ".continue/mcpServers/a.yaml": "mcpServers:\n  - name: b\n    command: uvx\n",
        ".mcp.json":
          '{ "mcpServers": { "c": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@1.0.0"] } } }',
      },
      "project",
    );
    const written = text(files)["mcp-hub.json"]!;
    expect(violationsOf(JSON.parse(written), schema)).toEqual([]);
    const { servers, origins, problems } = read(written);
    expect(problems).toEqual([]);
    expect(servers.map(({ name, sharing, cwd, env }) => [name, sharing, cwd, env])).toEqual([
      ["a", "shared", ".", { X: "1" }],
      ["b", "shared", undefined, {}],
      ["c", "serial", undefined, {}],
    ]);
    expect(origins.map(({ file, path, client }) => [file, path, client])).toEqual([
      [".codex/config.toml", ["mcp_servers", "a"], "codex"],
      [".continue/mcpServers/a.yaml", ["mcpServers", 0], "continue"],
      [".mcp.json", ["mcpServers", "c"], "claude-code"],
    ]);
  });

  it.each([
    ["[]", "The manifest is no object"],
    ['{ "servers": [] }', "`servers` is no object"],
    ['{ "servers": { "a": 1 } }', "It is no object"],
    ['{ "servers": { "a": { "command": "x" } } }', "`port` is no whole number from 1 to 65535"],
    [
      '{ "servers": { "a": { "port": 99999999999999999999, "command": "x" } } }',
      "`port` is no whole number from 1 to 65535",
    ],
    ['{ "servers": { "a": { "port": 1 } } }', "`command` is no text"],
    ['{ "servers": { "a": { "port": 1, "command": "x", "args": [1] } } }', "`args` is no list of texts"],
    ['{ "servers": { "a": { "port": 1, "command": "x", "env": { "A": 1 } } } }', "`env` is no map of texts"],
    [
      '{ "servers": { "a": { "port": 1, "command": "x", "sharing": { "pool": 0 } } } }',
      "`sharing` is none of `shared`, `serial`, `session` and `{ pool }`",
    ],
    ['{ "servers": { "a": { "port": 1, "command": "x", "start": "soon" } } }', "`start` is neither `lazy` nor `eager`"],
    [
      '{ "servers": { "a": { "port": 1, "command": "x", "idle": -1 } } }',
      "`idle` is no number of seconds from 0 to 604800",
    ],
    [
      '{ "servers": { "a": { "port": 1, "command": "x", "timeout": "60" } } }',
      "`timeout` is no number of seconds from 0 to 604800",
    ],
    [
      '{ "servers": { "a": { "port": 1, "command": "x", "queue": 1.5 } } }',
      "`queue` is no whole number from 0 to 1000000",
    ],
    [
      '{ "servers": { "a": { "port": 1, "command": "x", "processes": 0 } } }',
      "`processes` is no whole number from 1 to 1000",
    ],
    ['{ "origins": { "a": { "server": "a" } } }', "It does not say where an entry came from"],
  ])("%s is told what is wrong with it", (manifest, message) => {
    expect(read(manifest).problems.map((problem) => problem.message)).toEqual([message]);
  });

  it("says how a server is run, in the words of the schema", () => {
    const running = {
      sharing: { pool: 3 },
      start: "eager",
      idle: 0,
      timeout: 1.5,
      startTimeout: 20,
      queue: 7,
      queueTimeout: 8,
      processes: 9,
    };
    const manifest = { servers: { a: { port: 1, command: "x", ...running } } };
    expect(violationsOf(manifest, schema)).toEqual([]);
    expect(read(JSON.stringify(manifest)).servers).toEqual([
      { name: "a", port: 1, command: "x", args: [], env: {}, ejected: false, ...running },
    ]);
    expect(violationsOf({ servers: { a: { port: 1, command: "x", idle: "soon" } } }, schema)).not.toEqual([]);
  });

  it("keeps its good servers beside a bad one", () => {
    const { servers } = read(
      '{ "servers": { "bad": {}, "good": { "port": 18901, "command": "x", "sharing": { "pool": 2 } } } }',
    );
    expect(servers).toEqual([
      { name: "good", port: 18901, command: "x", args: [], env: {}, sharing: { pool: 2 }, ejected: false },
    ]);
  });
});
