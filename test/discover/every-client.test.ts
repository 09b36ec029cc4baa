import { describe, expect, it } from "vitest";
import type { Client, ConfigFile } from "../../src/clients/client.ts";
import { clients } from "../../src/clients/index.ts";
import { expandPaths, isProjectPattern } from "../../src/clients/paths.ts";
import { discoverMachine } from "../../src/discover/machine.ts";
import { discoverRepo } from "../../src/discover/repo.ts";
import type { Source } from "../../src/discover/source.ts";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import type { Platform } from "../../src/platform.ts";

const platforms: readonly Platform[] = [
  { os: "linux", home: "/home/ada", cwd: "/home/ada/repo", env: {} },
  { os: "macos", home: "/Users/ada", cwd: "/Users/ada/repo", env: {} },
  { os: "windows", home: String.raw`C:\Users\ada`, cwd: String.raw`D:\repo`, env: {} },
];

const places = clients.flatMap((client) =>
  client.files.flatMap((file) => file.paths.map((pattern) => ({ client, file, pattern, id: client.id }))),
);
const ofProjects = places.filter(({ pattern }) => isProjectPattern(pattern));
const ofUsers = places.filter(({ pattern }) => !isProjectPattern(pattern));

const onAnyName = (pattern: string): string => pattern.replaceAll("*", "any");
const isReadBy = (source: Source | undefined, client: Client, file: ConfigFile): boolean =>
  source?.readers.some((reader) => reader.client === client && reader.file.root.join() === file.root.join()) ?? false;

describe("a project file of every client is found at any depth", () => {
  const root = "/home/ada/repo";
  const paths = ofProjects.flatMap(({ pattern }) => [onAnyName(pattern), `packages/one/${onAnyName(pattern)}`]);
  const fileSystem = memoryFileSystem(Object.fromEntries(paths.map((path) => [`${root}/${path}`, ""])), "linux");
  const { sources } = discoverRepo(root, { fileSystem, platform: platforms[0]!, clients, ignore: true });
  const byShown = new Map(sources.map((source) => [source.shown, source]));

  it.each(ofProjects)("$id $pattern", ({ client, file, pattern }) => {
    expect(isReadBy(byShown.get(onAnyName(pattern)), client, file)).toBe(true);
    expect(isReadBy(byShown.get(`packages/one/${onAnyName(pattern)}`), client, file)).toBe(true);
  });
});

describe.each(platforms)("a user file of every client is found on $os", async (platform) => {
  const here = ofUsers.filter(({ file }) => file.os?.includes(platform.os) ?? true);
  const moved = here.flatMap(({ pattern }) => /^\$\{(\w+)\}/.exec(pattern)?.[1] ?? []);
  const env = Object.fromEntries(moved.map((variable) => [variable, `${platform.home}/moved/${variable}`]));
  const pathsOf = (pattern: string) => expandPaths(pattern, { ...platform, env }).map(onAnyName);
  const files = here.flatMap(({ pattern }) => pathsOf(pattern).map((path) => [path, ""] as const));
  const fileSystem = memoryFileSystem(Object.fromEntries(files), platform.os);
  const { sources } = await discoverMachine({ fileSystem, platform: { ...platform, env }, clients });
  const byFile = new Map(sources.map((source) => [source.file, source]));

  it.each(here)("$id $pattern", ({ client, file, pattern }) => {
    for (const path of pathsOf(pattern)) expect(isReadBy(byFile.get(path), client, file)).toBe(true);
  });

  it("and nothing else is", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.map(({ file }) => file)).toEqual([...new Set(files.map(([path]) => path))].sort());
  });
});
