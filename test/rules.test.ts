import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { documentedRules } from "../rules/documented.ts";
import type { Rule } from "../src/rule.ts";
import type { Settings } from "../src/settings.ts";
import { changedFiles, describeFindings, filesBelow, findingsOf, fixedBy, type Files } from "./rule-tester.ts";

/*
 * fixtures/rules/<id>/<case>/ is a small repository. `expected.txt` in it holds what the rule says, with exact positions;
 * a case whose name begins with `valid` has none and must stay silent. `settings.json` holds settings that differ. `fixed/`
 * holds the files that the fixes of the rule change, as they are afterwards.
 */
const fixtures = path.resolve(import.meta.dirname, "../fixtures/rules");

for (const rule of documentedRules) {
  describe(rule.id, () => {
    const folder = path.join(fixtures, rule.id);
    const cases = existsSync(folder) ? readdirSync(folder) : [];
    const seen = new Set<string>();

    it("has fixtures of both kinds", () => {
      expect(cases.filter((name) => name.startsWith("valid"))).not.toHaveLength(0);
      expect(cases.filter((name) => !name.startsWith("valid"))).not.toHaveLength(0);
    });

    for (const name of cases) {
      it(name, async () => {
        const files = projectIn(path.join(folder, name));
        const findings = await findingsOf(rule, files, settingsOf(rule, path.join(folder, name)));
        for (const { messageId } of findings) seen.add(messageId);
        if (name.startsWith("valid")) expect(describeFindings(findings)).toBe("");
        else await expect(describeFindings(findings)).toMatchFileSnapshot(path.join(folder, name, "expected.txt"));
      });
    }

    for (const name of cases.filter((name) => !name.startsWith("valid"))) {
      it(`fixes ${name}`, async () => {
        const [files, settings] = [projectIn(path.join(folder, name)), settingsOf(rule, path.join(folder, name))];
        const result = await fixedBy(rule, files, settings);
        const changed = changedFiles(result);
        const fixed = path.join(folder, name, "fixed");
        for (const [file, text] of Object.entries(changed)) {
          await expect(text).toMatchFileSnapshot(path.join(fixed, file));
          // The snapshot takes one kind of line end for the other.
          expect(text.includes("\r\n")).toBe(String(files[file]).includes("\r\n"));
        }
        const shown = existsSync(fixed) ? Object.keys(filesBelow(fixed)) : [];
        expect(shown.filter((file) => !(file in changed))).toEqual([]);
        expect(result.skipped.map(({ kind, why }) => `${kind}: ${why}`)).toEqual([]);

        const again = await fixedBy(rule, { ...files, ...changed }, settings);
        expect(Object.keys(changedFiles(again))).toEqual([]);
        expect(again.before.diagnostics.filter(({ rule: id, fix }) => id === rule.id && fix)).toEqual([]);
      });
    }

    it("shows every message in a fixture", () => {
      expect([...seen].sort()).toEqual(Object.keys(rule.messages).sort());
    });

    it("finds something in its bad example and nothing in its good one", async () => {
      const { options } = rule.docs;
      const settings = { ...settingsOf(rule, folder), ...(options && { rules: { [rule.id]: { options } } }) };
      expect(await findingsOf(rule, rule.docs.bad, settings)).not.toHaveLength(0);
      expect(describeFindings(await findingsOf(rule, rule.docs.good, settings))).toBe("");
    });
  });
}

/** Without what is there for the test. */
function projectIn(folder: string): Files {
  const files = Object.entries(filesBelow(folder));
  return Object.fromEntries(files.filter(([name]) => !/^(?:expected\.txt$|settings\.json$|fixed\/)/.test(name)));
}

function settingsOf(rule: Rule, folder: string): Partial<Settings> {
  const preset = rule.presets.recommended === undefined ? { preset: firstPreset(rule) } : {};
  const file = path.join(folder, "settings.json");
  return existsSync(file) ? { ...preset, ...(JSON.parse(readFileSync(file, "utf8")) as Partial<Settings>) } : preset;
}

function firstPreset(rule: Rule): Settings["preset"] {
  return Object.keys(rule.presets)[0] as Settings["preset"];
}
