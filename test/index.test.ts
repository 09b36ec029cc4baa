import { expect, it } from "vitest";
import { defaultSettings, lint, memoryFileSystem } from "../src/index.ts";

it("lints a repository that is nowhere on a disk", async () => {
  const fileSystem = memoryFileSystem(
    { "/repo/.git/HEAD": "", "/repo/.mcp.json": `{ "mcpServers": { "a": { "url": "http://127.0.0.1:18901/mcp" } } }` },
    "linux",
  );
  const platform = { os: "linux", home: "/home/ada", cwd: "/repo", env: {} } as const;
  const { diagnostics, cost } = await lint({ paths: [], ignore: true }, defaultSettings, { fileSystem, platform });
  expect(diagnostics.map(({ rule, server }) => [rule, server])).toEqual([["url-without-type", "a"]]);
  expect(cost.stdioEntries).toBe(0);
});

it("tells findings apart by names that are the same wherever one stands", async () => {
  const files = {
    "/repo/.git/HEAD": "",
    "/repo/sub/.mcp.json": `{ "mcpServers": { "a": { "url": "http://a.example/mcp" } } }`,
  };
  const fingerprints = async (cwd: string): Promise<readonly string[]> => {
    const host = {
      fileSystem: memoryFileSystem(files, "linux"),
      platform: { os: "linux", home: "/home/ada", cwd, env: {} },
    } as const;
    const { diagnostics } = await lint({ paths: [], ignore: true }, defaultSettings, host);
    return diagnostics.map(({ fingerprint }) => fingerprint);
  };
  expect(await fingerprints("/repo/sub")).toEqual(await fingerprints("/repo"));
  expect(await fingerprints("/repo")).not.toEqual([]);
});
