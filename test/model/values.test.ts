import { expect, test } from "vitest";
import { entryOf, modelOf, readerOf } from "./modelled.ts";

function plain(settings: readonly { name: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(settings.map(({ name, value }) => [name, value]));
}

test("the fields of an entry, each where it stands", async () => {
  const text = `{ "mcpServers": { "a": { "type": "stdio", "command": "npx", "args": ["-y", 8080, true, null, ["no"]], "env": { "A": "b", "N": 1, "Z": null }, "cwd": "/x", "disabled": true, "note": "y" } } }`;
  const { entries, document } = await modelOf(text, [readerOf("roo-code")]);
  const entry = entries[0]!;
  expect(entry.args.map(({ value, path }) => [value, path.at(-1)])).toEqual([
    ["-y", 0],
    ["8080", 1],
    ["true", 2],
  ]);
  expect(plain(entry.env)).toEqual({ A: "b", N: "1", Z: "" });
  expect(entry.disabled).toMatchObject({ value: true, key: "disabled" });
  expect(entry.rest.map(({ key }) => key)).toEqual(["note"]);
  for (const [field, shown] of [
    [entry.type, `"stdio"`],
    [entry.command, `"npx"`],
    [entry.args[1], "8080"],
    [entry.env[0], `"b"`],
    [entry.cwd, `"/x"`],
  ] as const) {
    expect(document.text.slice(field!.span.start, field!.span.end)).toBe(shown);
  }
});

test("command and arguments in one list", async () => {
  const entry = await entryOf("opencode", { type: "local", command: ["npx", "-y", "x"], environment: { A: "b" } });
  expect(entry.command).toMatchObject({ value: "npx", path: ["mcp", "server", "command", 0] });
  expect(entry.args.map(({ value }) => value)).toEqual(["-y", "x"]);
  expect(plain(entry.env)).toEqual({ A: "b" });
  expect(entry.rest).toEqual([]);
});

test("the command of older Zed files is an object", async () => {
  const entry = await entryOf("zed", { command: { path: "server", args: ["a"], env: { A: "b" } } });
  expect(plain(entry.env)).toEqual({ A: "b" });
  expect([entry.command?.value, ...entry.args.map(({ value }) => value)]).toEqual(["server", "a"]);
});

test("keys of Goose", async () => {
  const entry = await entryOf("goose", { type: "stdio", cmd: "uvx", args: ["x"], envs: { A: "b" }, enabled: false });
  expect(entry).toMatchObject({ command: { value: "uvx" }, disabled: { value: false, key: "enabled" } });
  expect(plain(entry.env)).toEqual({ A: "b" });
});

test("headers wherever they hide, so that no secret escapes", async () => {
  const nested = await entryOf("continue", { url: "https://h.example", requestOptions: { headers: { A: "b" } } });
  const foreign = await entryOf("codex", { url: "https://h.example", headers: { A: "b" }, http_headers: { C: "d" } });
  const list = await entryOf("claude-code", { type: "http", url: "https://h.example", headers: ["A: b:c"] });
  expect([nested, foreign, list].map(({ headers }) => plain(headers))).toEqual([
    { A: "b" },
    { C: "d", A: "b" },
    { A: "b:c" },
  ]);
});

test("the URL that counts, others left in the rest", async () => {
  const qwen = await entryOf("qwen-code", { url: "https://sse.example", httpUrl: "https://http.example" });
  expect(qwen.url).toMatchObject({ value: "https://http.example" });
  expect(qwen.rest.map(({ key }) => key)).toEqual(["url"]);
  const cursor = await entryOf("cursor", { serverUrl: "https://h.example" });
  expect(cursor.url).toMatchObject({ value: "https://h.example" });
});

test("an empty list of variables is none", async () => {
  expect((await entryOf("junie", { command: "php", env: [] })).env).toEqual([]);
});

test("arguments in a string", async () => {
  expect((await entryOf("claude-code", { command: "x", args: "--a b" })).args.map(({ value }) => value)).toEqual([
    "--a b",
  ]);
});

test("one identity for one server, wherever and however it stands", async () => {
  const map = await entryOf("claude-code", { command: "npx", args: ["x"], env: { A: "1", B: "2" } });
  const list = await entryOf("opencode", { type: "local", command: ["npx", "x"], environment: { B: "2", A: "1" } });
  expect(map.identity).toMatch(/^[0-9a-f]{16}$/);
  expect(list.identity).toBe(map.identity);
});

test("another identity for another command, argument, variable or folder", async () => {
  const entries = await Promise.all(
    [
      { command: "npx", args: ["x"] },
      { command: "npx", args: ["x", ""] },
      { command: "npx", args: ["y"] },
      { command: "bunx", args: ["x"] },
      { command: "npx", args: ["x"], env: { A: "1" } },
      { command: "npx", args: ["x"], env: { A: "2" } },
      { command: "npx", args: ["x"], cwd: "/x" },
    ].map((entry) => entryOf("roo-code", entry)),
  );
  expect(new Set(entries.map(({ identity }) => identity)).size).toBe(entries.length);
});

test("no identity without a process", async () => {
  expect((await entryOf("cursor", { url: "https://h.example" })).identity).toBeUndefined();
  expect((await entryOf("amp", { url: "https://h.example", command: "x" })).identity).toBeUndefined();
});
