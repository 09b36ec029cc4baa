import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { run, runBeside } from "../cli/program.ts";

const project = path.resolve(import.meta.dirname, "../../fixtures/projects/dotfiles");

/** Every package has one version here, in the way of both registries. */
async function registry(): Promise<string> {
  const server = createServer((_, response) =>
    response.end(
      JSON.stringify({ "dist-tags": { latest: "2.1.0" }, versions: { "2.1.0": {} }, info: { version: "2.1.0" } }),
    ),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("a dotfiles repository, fixed, leaves nothing to find, neither for everyone nor for people with a hub", async () => {
  const cwd = mkdtempSync(path.join(tmpdir(), "mcp-lint-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  cpSync(path.join(project, "before"), cwd, { recursive: true, verbatimSymlinks: true });
  mkdirSync(path.join(cwd, ".git"));

  const url = await registry();
  const env = { npm_config_registry: `${url}/`, UV_DEFAULT_INDEX: `${url}/simple`, LANG: "C.UTF-8" };
  const { stderr, status } = await runBeside(["--fix=all", "--online"], { cwd, env });
  expect(stderr).toBe("");
  expect(status).toBe(0);

  const files = readdirSync(cwd, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\/(?:home|\.git)(?:\/|$)/.test(entry.parentPath))
    .map((entry) => path.relative(cwd, path.join(entry.parentPath, entry.name)));
  for (const file of files) {
    await expect(readFileSync(path.join(cwd, file), "utf8")).toMatchFileSnapshot(path.join(project, "after", file));
  }
  for (const preset of ["recommended", "hub"]) {
    const { stdout } = run(["--preset", preset, "--format", "unix", "--fail-on", "never"], { cwd });
    expect(stdout).toBe("");
  }
});
