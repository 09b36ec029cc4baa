import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { fixtureHub } from "./fixture.ts";

const suite = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@modelcontextprotocol/conformance/package.json")),
  "dist/index.js",
);

/** The official suite against a server of the hub: what it says at the end, and how it ended. */
async function conformanceOf(url: string): Promise<{ readonly output: string; readonly code: number }> {
  const home = mkdtempSync(path.join(tmpdir(), "conformance-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const started = spawn(process.execPath, [suite, "server", "--url", url], {
    cwd: home,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  started.stdout.on("data", (chunk) => (output += chunk));
  started.stderr.on("data", (chunk) => (output += chunk));
  const [code] = (await once(started, "close")) as [number];
  return { output, code };
}

describe("the official conformance suite passes", () => {
  it.each([["shared"], ["session"]] as const)(
    "with a server whose sharing is %s",
    async (sharing) => {
      const { url } = await fixtureHub({ sharing });
      const { output, code } = await conformanceOf(url);
      expect(output.split("\n").filter((line) => /✗|FAILED|FAILURE/.test(line))).toEqual([]);
      expect(output).toMatch(/Total: \d+ passed, 0 failed/);
      expect(code).toBe(0);
    },
    120_000,
  );
});
