import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clientById, clients } from "../../src/clients/index.ts";
import { expandPaths, isProjectPattern } from "../../src/clients/paths.ts";
import type { OperatingSystem, Platform } from "../../src/platform.ts";
import { complaintsAbout } from "./complaints.ts";

const systems: readonly OperatingSystem[] = ["linux", "macos", "windows"];
const platforms: readonly Platform[] = systems.map((os) => ({
  os,
  home: os === "windows" ? "C:\\Users\\ada" : "/home/ada",
  cwd: os === "windows" ? "C:\\work" : "/volume",
  env: {},
}));

describe.each(clients.map((client) => [client.id, client] as const))("%s", (_, client) => {
  it("does not contradict itself", () => {
    expect(complaintsAbout(client)).toEqual([]);
  });
});

describe("the clients together", () => {
  it("are one per file, by its name", () => {
    const folder = new URL("../../src/clients/", import.meta.url);
    const files = readdirSync(folder).filter((name) =>
      readFileSync(new URL(name, folder), "utf8").includes("\nexport default "),
    );
    expect(clients.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  it("come by priority, then id", () => {
    const order = clients.map(({ priority, id }) => `${priority} ${id}`);
    expect(order).toEqual([...order].sort());
  });

  it("hold thirty that must be right", () => {
    expect(clients.filter(({ priority }) => priority === 1)).toHaveLength(30);
  });

  it("are found by id", () => {
    expect(clientById("claude-code")?.name).toBe("Claude Code");
    expect(clientById("nobody")).toBeUndefined();
  });

  it("agree on whose file each is", () => {
    const owners = new Map<string, string[]>();
    for (const place of places()) {
      const found = owners.get(place.key) ?? [];
      if (!place.file.shared) found.push(place.client.id);
      owners.set(place.key, found);
    }
    expect([...owners].filter(([, ids]) => ids.length !== 1)).toEqual([]);
  });

  it("say the same about rewriting a file that several read", () => {
    const rewrites = new Map<string, Set<string>>();
    for (const { key, file } of places()) rewrites.set(key, (rewrites.get(key) ?? new Set()).add(file.rewrite));
    expect([...rewrites].filter(([, values]) => values.size > 1)).toEqual([]);
  });
});

/** Every place a client looks at, once per system: path and root key. */
function places() {
  return clients.flatMap((client) =>
    client.files.flatMap((file) =>
      platforms
        .filter(({ os }) => file.os?.includes(os) ?? true)
        .flatMap((platform) =>
          file.paths
            .flatMap((pattern) => (isProjectPattern(pattern) ? [pattern] : expandPaths(pattern, platform)))
            .map((path) => ({ client, file, key: `${platform.os} ${path} ${JSON.stringify(file.root)}` })),
        ),
    ),
  );
}
