import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import httpOnly from "../../rules/http-only.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { defaultSettings } from "../../src/settings.ts";
import { describeFindings, filesBelow, projectOf, type Files } from "../rule-tester.ts";

/** What a run without fixes says, which has no plan of what moves. */
async function said(files: Files): Promise<string> {
  const { migration: _, ...project } = await projectOf(files);
  return describeFindings(runRules([httpOnly], project, defaultSettings, ({ shown }) => shown));
}

const fixtures = path.resolve(import.meta.dirname, "../../fixtures/rules/http-only");
const silent = readdirSync(fixtures).filter((name) => name.startsWith("valid") && name !== "valid-off");

it.each(silent)("without fixes nothing is said of %s either", async (name) => {
  expect(await said(filesBelow(path.join(fixtures, name)))).toBe("");
});

it.each([
  { command: "mcp-notes", args: ["./notes"] },
  { command: "mcp-notes", env: { NOTES: "${workspaceFolder}/notes" } },
])("nothing is said of what depends on the folder of each session: %j", async (server) => {
  const other = { command: "mcp-search" };
  const findings = await said({ "dot_cursor/mcp.json": JSON.stringify({ mcpServers: { server, other } }) });
  expect(findings).not.toContain("`server`");
  expect(findings).toContain("`other`");
});
