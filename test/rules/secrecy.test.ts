import { assert, asyncProperty, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { defaultSettings } from "../../src/settings.ts";
import { projectOf } from "../rule-tester.ts";

const secret = stringMatching(/^[A-Za-z0-9]{24,40}$/);

/** Entries with a secret at every place where one has been seen. */
const entriesWith = (value: string): readonly object[] => [
  {
    command: "npx",
    args: ["server", "--token", value, `--password=${value}`],
    env: { TOKEN: value, PORT: value, HOST: value },
  },
  { command: `npx -y mcp-remote http://ada:${value}@search.example.com/${value}/sse?token=${value}` },
  { command: "docker", args: ["run", "-p", value, "-e", `TOKEN=${value}`, `image:${value}`] },
  { command: "uvx", args: ["--from", `git+https://${value}@github.com/acme/server`, "server", "--host", value] },
  { type: "sse", url: `http://${value}:${value}@0.0.0.0/mcp/${value}?key=${value}`, headers: { Authorization: value } },
  { url: `https://mcp.linear.app/sse?key=${value}#${value}`, cwd: value, description: value, timeout: value },
  { type: "http", command: value, url: value },
];

test("no rule shows a secret", async () => {
  await assert(
    asyncProperty(secret, async (value) => {
      const named = Object.fromEntries(entriesWith(value).map((entry, index) => [`server ${index}`, entry]));
      const text = JSON.stringify({ mcpServers: named }, undefined, 2);
      const project = await projectOf({
        ".mcp.json": text,
        ".cursor/mcp.json": text,
        ".roo/mcp.json": text.slice(0, -2),
      });
      for (const preset of ["hub", "audit"] as const) {
        const settings = { ...defaultSettings, preset };
        const findings = runRules(rules, project, settings, ({ shown }) => shown);
        for (const { message, help, notes, locations, fingerprint } of findings) {
          const shown = [message, help, ...notes, ...locations.map(({ label }) => label), fingerprint].join("\n");
          expect(shown).not.toContain(value);
        }
      }
    }),
    { numRuns: 20 },
  );
});
