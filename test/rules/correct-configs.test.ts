import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { defaultSettings } from "../../src/settings.ts";
import { describeFindings, filesBelow, projectOf } from "../rule-tester.ts";

const forms = path.resolve(import.meta.dirname, "../../fixtures/hub-form");
/** What `--fix` makes of a config of each client that can be moved to the hub. */
const correct = readdirSync(forms).flatMap((client) =>
  ["user", "project"].flatMap((scope) => {
    const folder = path.join(forms, client, scope, "after");
    const files = existsSync(folder) ? filesBelow(folder) : {};
    return Object.keys(files).some((name) => name.endsWith("mcp-hub.json")) ? [{ client, scope, files }] : [];
  }),
);

it.each(correct)("there is nothing to say about $client in the hub form ($scope)", async ({ files }) => {
  const project = await projectOf(files);
  for (const preset of ["recommended", "hub"] as const) {
    const findings = runRules(rules, project, { ...defaultSettings, preset }, ({ shown }) => shown);
    expect(describeFindings(findings)).toBe("");
  }
});

it("covers many clients", () => expect(correct.length).toBeGreaterThan(40));
