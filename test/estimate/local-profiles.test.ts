import { describe, expect, it } from "vitest";
import { rangeOf } from "../../src/estimate/amount.ts";
import { localProfilesFile, readLocalProfiles, withProfile } from "../../src/estimate/local-profiles.ts";
import type { Profile } from "../../src/estimate/profile.ts";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { startOf } from "../../src/estimate/start.ts";
import type { Platform } from "../../src/platform.ts";
import { machineWith } from "./some-project.ts";

const platform: Platform = { os: "linux", home: "/home/ada", cwd: "/", env: {} };
const file = "/home/ada/.local/state/mcp-lint/profiles.json";

const profile: Profile = {
  registry: "npm",
  name: "@acme/server",
  version: "1.2.3",
  identity: "0123456789abcdef",
  server: { processes: 1, settled: { private: 20.5, rss: 60 }, fresh: { private: 31, rss: 72 } },
  around: { launcher: "npx", processes: 2, settled: { private: 26, rss: 71 } },
  shared: { node: 40 },
  ready: { launched: 1200 },
  tools: 3,
  schemaBytes: 900,
  tokens: 200,
  measured: { date: "2026-11-27", by: "local", method: "smaps_rollup, after 3 s and 60 s", platform: "linux/x64" },
};

function read(text: string): readonly Profile[] {
  return readLocalProfiles({ fileSystem: memoryFileSystem({ [file]: text }, "linux"), platform });
}

describe("the measurements of this machine", () => {
  it("count tokens by bytes, which is off by an eighth in nine of ten cases", async () => {
    const { entries } = await machineWith({
      "/home/ada/.cursor/mcp.json": { mcpServers: { one: { command: "npx", args: ["-y", "@acme/server@1.2.3"] } } },
    });
    const { tokens } = startOf(entries[0]!, { local: [profile], machine: { os: "linux" } });
    const { low, likely, high } = rangeOf(tokens);
    expect([low, likely, high].map(Math.round)).toEqual([175, 200, 227]);
  });

  it("lie in the state folder of each system", () => {
    expect(localProfilesFile(platform)).toBe(file);
    expect(localProfilesFile({ ...platform, env: { XDG_STATE_HOME: "/state" } })).toBe("/state/mcp-lint/profiles.json");
    expect(localProfilesFile({ os: "windows", home: "C:\\Users\\ada", cwd: "C:\\", env: {} })).toBe(
      "C:\\Users\\ada\\AppData\\Local\\mcp-lint\\profiles.json",
    );
  });

  it("are none before the first", () => {
    expect(readLocalProfiles({ fileSystem: memoryFileSystem({}, "linux"), platform })).toEqual([]);
  });

  it("come back as they were written", () => {
    expect(read(JSON.stringify(withProfile([], profile)))).toEqual([profile]);
  });

  it("hold one profile of each server", () => {
    const newer = { ...profile, version: "1.2.4" };
    const other = { ...profile, identity: "fedcba9876543210" };
    const { identity: _, ...anonymous } = profile;
    const all = [newer, other, anonymous, { ...anonymous, version: "2.0.0" }];
    const { profiles } = all.reduce((known, each) => withProfile(known.profiles, each), withProfile([], profile));
    expect(profiles).toEqual(all);
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", "null"],
    ["a later version", `{ "version": 2, "profiles": [] }`],
    ["no list", `{ "version": 1, "profiles": {} }`],
    ["no profile", `{ "version": 1, "profiles": [null] }`],
    ["a negative amount", JSON.stringify({ version: 1, profiles: [{ ...profile, server: { processes: -1 } }] })],
    ["a text for an amount", JSON.stringify({ version: 1, profiles: [{ ...profile, shared: { node: "40" } }] })],
  ])("are refused with a way out where the file holds %s", (_, text) => {
    expect(() => read(text)).toThrow(`cannot understand ${file}`);
  });
});
