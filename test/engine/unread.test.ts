import { describe, expect, it } from "vitest";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { fix, lint } from "../../src/run.ts";
import { defaultSettings } from "../../src/settings.ts";

/** Nothing in it is right, and the key is nobody's. */
const server = (type: string): string =>
  `{ "type": "${type}", "command": "npx", "args": ["-y", "a-mcp@latest", "--host", "0.0.0.0"], "env": { "API_KEY": "sk-ant-api03-${"Ab1x".repeat(24)}" } }`;
const inMap = `{ "mcpServers": { "a": ${server("remote")} } }`;

const host = (file: string, text: string) =>
  ({
    fileSystem: memoryFileSystem({ [`/repo/${file}`]: text }, "linux"),
    platform: { os: "linux", home: "/home/ada", cwd: "/repo", env: {} },
  }) as const;

async function rulesIn(file: string, text = inMap): Promise<readonly string[]> {
  const { diagnostics } = await lint({ paths: [], ignore: true }, defaultSettings, host(file, text));
  return [...new Set(diagnostics.map(({ rule }) => rule))].toSorted();
}

describe("of a file that no client reads", () => {
  it("all is said where a client looks", async () => {
    // What a client refuses does not run, in whatever version.
    expect(await rulesIn(".mcp.json")).toEqual(expect.arrayContaining(["bad-type", "inline-secret"]));
    const taken = await rulesIn(".mcp.json", inMap.replace("remote", "stdio"));
    expect(taken).toEqual(expect.arrayContaining(["floating-selector", "inline-secret"]));
  });

  it.each<[string, string, string, readonly string[]]>([
    ["where none ever looked", ".claude/mcp.json", inMap, ["inline-secret", "obsolete-location"]],
    [
      "where one looked once",
      ".vscode/settings.json",
      `{ "mcp": { "servers": { "a": ${server("remote")} } } }`,
      ["inline-secret", "obsolete-location"],
    ],
    [
      "under a key that none knows",
      ".mcp.json",
      `{ "mcp": { "servers": { "a": ${server("remote")} } } }`,
      ["inline-secret", "wrong-root-key"],
    ],
    [
      "in a list where a map is wanted",
      "gemini-extension.json",
      `{ "mcpServers": [${server("remote")}] }`,
      ["inline-secret", "wrong-root-key"],
    ],
    ["from a plugin manager", ".claude/plugins/cache/market/a/1.0.0/.mcp.json", inMap, ["inline-secret"]],
    ["from a plugin manager that broke it", ".codex/.tmp/plugins/a/.mcp.json", "{ oh", ["syntax-error"]],
  ])("only what concerns the file and its secrets is said %s", async (_, file, text, rules) => {
    expect(await rulesIn(file, text)).toEqual(rules);
  });

  it("nothing is changed where a plugin manager put it", async () => {
    const found = host(".claude/plugins/marketplaces/official/a/.mcp.json", inMap);
    const { changes } = await fix({ paths: [], ignore: true }, defaultSettings, { safety: "all", rules: [] }, found);
    expect(changes).toEqual([]);
  });
});
