import { existsSync, mkdtempSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  captureEnvironment,
  environmentOfServers,
  storedEnvironment,
  storeEnvironment,
} from "../../../src/hub/launch/environment.ts";
import { currentPlatform, type Platform } from "../../../src/platform.ts";

let home: string;
beforeEach(() => void (home = mkdtempSync(path.join(tmpdir(), "home-"))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const platform = (shell: string): Platform => {
  const env = { SHELL: shell, HOME: home, PATH: "/usr/bin:/bin", TERM: "dumb", npm_lifecycle_event: "npx" };
  return { ...currentPlatform(), home, env };
};
/** Where each shell reads what a terminal of its user has. */
const shells: readonly (readonly [string, string, string])[] = [
  ["/bin/bash", ".bash_profile", ". ~/.bashrc"],
  ["/usr/bin/zsh", ".zshrc", ""],
  ["/usr/bin/fish", ".config/fish/config.fish", ""],
  ["/bin/sh", ".profile", ""],
];
const text = 'it\'s "two"\nlines €';

describe("the environment of a new terminal", () => {
  it.each(shells.filter(([shell]) => existsSync(shell)))("of %s is captured", async (shell, file, more) => {
    const isFish = shell.endsWith("fish");
    const set = (name: string, value: string): string =>
      isFish
        ? `set -gx ${name} '${value.replaceAll("'", "\\'")}'`
        : `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`;
    const lines = ["echo noise", "echo more >&2", set("FROM_SHELL", text), set("PATH", "/opt/mine:/usr/bin:/bin")];
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, more ? ".bashrc" : file), `${lines.join("\n")}\n`);
    if (more) writeFileSync(path.join(home, file), `${more}\n`);
    const environment = await captureEnvironment(platform(shell));
    expect(environment).toMatchObject({ FROM_SHELL: text, HOME: home });
    expect(environment["PATH"]?.split(":")[0]).toBe("/opt/mine");
    expect(Object.keys(environment).filter((name) => /^(?:npm_|MCP_LINT|SHLVL$|PWD$|TERM$|_$)/.test(name))).toEqual([]);
  });

  it("is not made up where the shell runs something else", async () => {
    writeFileSync(path.join(home, ".bash_profile"), "exec true\n");
    await expect(captureEnvironment(platform("/bin/bash"))).rejects.toThrow("did not run what it was given");
    await expect(captureEnvironment(platform("/no/shell"))).rejects.toThrow();
  });

  it("is kept where only its user can read it", async () => {
    const folder = path.join(home, "state");
    expect(await storedEnvironment(folder)).toBeUndefined();
    const file = await storeEnvironment(folder, { A: text, PATH: "/a" });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await storedEnvironment(folder)).toEqual({ A: text, PATH: "/a" });
    writeFileSync(file, "junk");
    expect(await storedEnvironment(folder)).toBeUndefined();
  });
});

describe("what servers get", () => {
  const captured = { PATH: "/home/me/bin:/usr/bin", TOKEN: "old", ONLY: "captured" };
  it("is what the hub has, and below it what a terminal had where the system started the hub", () => {
    const own = { PATH: "/usr/bin:/bin", TOKEN: "new", npm_command: "exec", MCP_LINT_CHILD: "x" };
    expect(environmentOfServers(own, captured, "linux", true)).toEqual({
      PATH: "/home/me/bin:/usr/bin:/bin",
      TOKEN: "new",
      ONLY: "captured",
    });
    expect(environmentOfServers(own, captured, "linux", false)).toEqual({ PATH: "/usr/bin:/bin", TOKEN: "new" });
    expect(environmentOfServers(own, undefined, "linux", true)).toEqual({ PATH: "/usr/bin:/bin", TOKEN: "new" });
  });

  it("has one PATH on Windows", () => {
    expect(environmentOfServers({ Path: "C:\\a" }, { Path: "C:\\b" }, "windows", true)).toEqual({
      Path: "C:\\b;C:\\a",
    });
  });
});
