import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { diskFileSystem } from "../../src/file-system/disk.ts";
import { loadManifest } from "../../src/hub/daemon/manifests.ts";
import { mergeManifests } from "../../src/hub/daemon/merge.ts";
import { hubFilesOf } from "../../src/hub/daemon/place.ts";
import { acceptManifest, forgetManifest, registeredManifests } from "../../src/hub/daemon/registry.ts";
import type { HubServer } from "../../src/manifest/manifest.ts";
import { folderWith } from "../cli/program.ts";

const server = (name: string, port: number, more: Partial<HubServer> = {}): HubServer => ({
  name,
  port,
  command: "npx",
  args: ["-y", name],
  env: {},
  ejected: false,
  ...more,
});
const merged = (...manifests: readonly (readonly HubServer[])[]) =>
  mergeManifests(manifests.map((servers, index) => ({ file: `/${"abc"[index]}/mcp-hub.json`, servers })));
const served = (...manifests: readonly (readonly HubServer[])[]) =>
  merged(...manifests).manifest.servers.map(({ name, port }) => `${name} ${port}`);

describe("manifests together", () => {
  it("run a server once that two of them have at one port", () => {
    const { manifest, shared } = merged([server("docs", 18901)], [server("docs", 18901), server("own", 18902)]);
    expect(manifest.servers.map(({ name }) => name)).toEqual(["docs", "own"]);
    expect(shared).toEqual([{ manifest: "/b/mcp-hub.json", name: "docs", as: "docs" }]);
  });

  it("keep apart what depends on the folder it is started in", () => {
    const here = server("docs", 18901, { cwd: "." });
    expect(merged([here], [here]).conflicts).toEqual([
      { manifest: "/b/mcp-hub.json", name: "docs", port: 18901, with: { manifest: "/a/mcp-hub.json", name: "docs" } },
    ]);
    const relative = server("docs", 18901, { args: ["./data"] });
    expect(merged([relative], [relative]).conflicts).toHaveLength(1);
    const absolute = server("docs", 18901, { cwd: "/data" });
    expect(merged([absolute], [absolute]).conflicts).toEqual([]);
  });

  it("give two servers of one name different names in the hub", () => {
    const mine = server("github", 18901, { env: { TOKEN: "${MINE}" } });
    const theirs = server("github", 18902, { env: { TOKEN: "${THEIRS}" } });
    expect(served([mine], [theirs])).toEqual(["github 18901", "github@b 18902"]);
    expect(merged([mine], [theirs]).homes.get("github@b")).toEqual({ manifest: "/b/mcp-hub.json", name: "github" });
  });

  it("never let a port lead to another server than the first manifest says", () => {
    const { manifest, conflicts } = merged([server("a", 18901)], [server("b", 18901)]);
    expect(manifest.servers.map(({ name }) => name)).toEqual(["a"]);
    expect(conflicts).toHaveLength(1);
    expect(served([server("a", 18901, { ejected: true })], [server("b", 18901)])).toEqual(["a 18901", "b 18901"]);
  });

  it("share a port that both tell apart by the path, but no name on it", () => {
    const one = [server("a", 18901), server("b", 18901)];
    const other = [server("c", 18901), server("b", 18901, { args: ["other"] })];
    const { manifest, conflicts } = merged(one, other);
    expect(manifest.servers.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(conflicts.map(({ name }) => name)).toEqual(["b"]);
  });
});

describe("the manifest of a repository", () => {
  const text = (args: string): string =>
    JSON.stringify({
      servers: { a: { port: 18901, command: "npx", args: [args] }, b: { port: 18902, command: "b" } },
    });

  it("is held back where it changed since its user accepted it", async () => {
    const folder = folderWith({ "mcp-hub.json": text("one") });
    const file = path.join(folder, "mcp-hub.json");
    const files = hubFilesOf({ os: "linux", home: folder, cwd: folder, env: {} });
    acceptManifest(file, (await loadManifest(file, diskFileSystem)).servers, files);
    const load = async (): Promise<readonly [readonly string[], readonly string[]]> => {
      const { servers, held } = await loadManifest(file, diskFileSystem, registeredManifests(files)[0]!.accepted);
      return [servers.map(({ name }) => name), held];
    };
    expect(await load()).toEqual([["a", "b"], []]);
    writeFileSync(file, text("evil"));
    expect(await load()).toEqual([["b"], ["a"]]);
    acceptManifest(file, (await loadManifest(file, diskFileSystem)).servers, files);
    expect(await load()).toEqual([["a", "b"], []]);
    expect(registeredManifests(files)).toHaveLength(1);
    expect(statSync(files.manifests).mode & 0o777).toBe(0o600);
    expect([forgetManifest(file, files), forgetManifest(file, files)]).toEqual([true, false]);
  });

  it("says what is wrong with it, by place and never by value", async () => {
    const folder = folderWith({
      "mcp-hub.json": `{ "servers": { "a": { "port": "s3cr3t" }, "b": { "port": 1, "command": "b" } } }`,
    });
    const { servers, problems } = await loadManifest(path.join(folder, "mcp-hub.json"), diskFileSystem);
    expect(servers.map(({ name }) => name)).toEqual(["b"]);
    expect(problems).toEqual(["servers.a.port: `port` is no whole number from 1 to 65535"]);
  });
});
