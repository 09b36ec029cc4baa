import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { expandPaths, isProjectPattern } from "../../src/clients/paths.ts";
import { clients } from "../../src/clients/index.ts";
import { bytesOf } from "../../src/fix/overlay.ts";
import { eject } from "../../src/migration/eject.ts";
import { filesBelow } from "../rule-tester.ts";
import { foldersOf, migrated, text, type Files, type Scope } from "./migrated.ts";

const fixtures = path.resolve("fixtures/hub-form");
const important = clients.filter(({ priority }) => priority === 1);
const linux = { os: "linux", home: "/home/ada", cwd: "/project", env: {} } as const;
const staying = new Set(["claude-desktop", "jetbrains-ai-assistant"]);

describe.each(important)("$name", ({ id, files }) => {
  const scopes = readdirSync(path.join(fixtures, id)) as Scope[];

  it("has a fixture for every scope it has files in", () => {
    const own = files.filter(({ shared, os }) => !shared && (!os || os.includes("linux")));
    const patterns = own
      .filter(({ scope }) => scope === "user" || scope === "project" || id === "amazon-q")
      .flatMap(({ paths }) => paths);
    const isUsers = patterns.some((pattern) => !isProjectPattern(pattern) && expandPaths(pattern, linux).length > 0);
    const expected = [...(patterns.some(isProjectPattern) ? ["project"] : []), ...(isUsers ? ["user"] : [])];
    expect(scopes.toSorted()).toEqual(expected);
  });

  describe.each(scopes)("%s", (scope) => {
    const before = filesBelow(path.join(fixtures, id, scope, "before")) as Files;
    const after = filesBelow(path.join(fixtures, id, scope, "after")) as Files;

    it("is rewritten byte for byte as expected", async () => {
      const { files } = await migrated(before, scope);
      expect(text(files)).toEqual(text(after));
    });

    it("is left alone by a second run, and has nothing left to find", async () => {
      const { result } = await migrated(after, scope);
      expect(result.changes).toEqual([]);
      if (staying.has(id)) return;
      expect(result.after.diagnostics.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      expect(result.after.cost.stdioEntries).toBe(0);
    });

    it("comes back byte for byte when every server is ejected, and goes to the same ports again", async () => {
      if (staying.has(id)) return;
      const files: Record<string, string | Uint8Array> = { ...after };
      for (const name of ["github", "time"]) {
        const { project } = (await migrated(files, scope)).result.before;
        const { changes, manifest, left } = await eject(project, name);
        expect(left).toEqual([]);
        for (const { after: document } of [...changes, manifest!]) {
          files[path.relative(foldersOf[scope], document.file)] = bytesOf(document);
        }
      }
      const configs = Object.keys(before);
      expect(configs.map((name) => text(files)[name])).toEqual(configs.map((name) => text(before)[name]));
      expect(text((await migrated(files, scope)).files)).toEqual(text(after));
    });
  });
});
