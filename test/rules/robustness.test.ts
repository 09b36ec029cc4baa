import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { defaultSettings } from "../../src/settings.ts";
import { projectOf } from "../rule-tester.ts";

const dotfiles = path.resolve(import.meta.dirname, "../../fixtures/projects/dotfiles/before");
const seeds = {
  ".mcp.json": "mcp/servers.json",
  ".vscode/mcp.json": "vscode/.config/Code/User/mcp.json",
  ".codex/config.toml": "codex/.codex/config.toml",
  ".config/goose/config.yaml": "goose/.config/goose/config.yaml",
  ".gemini/settings.json": "gemini/.gemini/settings.json",
};
const seedOf = Object.fromEntries(
  Object.entries(seeds).map(([file, seed]) => [file, readFileSync(path.join(dotfiles, seed), "utf8")]),
);
const anyFile = fc.constantFrom(
  ...Object.keys(seeds),
  "opencode.jsonc",
  ".claude/agents/a.md",
  ".openclaw/openclaw.json",
);

/** A real config with pieces cut out, doubled, or replaced by anything. */
const damaged = fc
  .tuple(
    fc.constantFrom(...Object.keys(seeds)),
    fc.array(
      fc.tuple(
        fc.nat(4000),
        fc.nat(80),
        fc.oneof(fc.string(), fc.constantFrom('"', "{", "}", "[", ",", ":", "\n", "#", "- ")),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([file, cuts]): [string, string] => {
    let text = seedOf[file]!;
    for (const [at, length, instead] of cuts) text = text.slice(0, at) + instead + text.slice(at + length);
    return [file, text];
  });

it("no text makes a parser or a rule throw, and every finding lies inside its file", async () => {
  const config = fc.oneof(fc.tuple(anyFile, fc.string({ unit: "grapheme" })), damaged);
  await fc.assert(
    fc.asyncProperty(config, fc.constantFrom("hub", "audit"), async ([file, text], preset) => {
      const project = await projectOf({ [file]: text });
      const findings = runRules(rules, project, { ...defaultSettings, preset }, ({ shown }) => shown);
      for (const { locations } of findings) {
        for (const { span, document } of locations) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(document.text.length);
        }
      }
    }),
    { numRuns: 1500 },
  );
});
