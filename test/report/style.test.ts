import { describe, expect, it } from "vitest";
import { createStyle, type ColorChoice } from "../../src/report/style.ts";

const terminal = { isTTY: true };
const pipe = {};

function isColored(choice: ColorChoice, target: { isTTY?: boolean }, env: Record<string, string>): boolean {
  return createStyle(choice, target, { env, os: "linux" }).error("x") !== "x";
}

describe("colours", () => {
  it.each([
    ["never", terminal, { FORCE_COLOR: "1" }, false],
    ["always", pipe, { NO_COLOR: "1" }, true],
    ["auto", terminal, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["auto", terminal, { NO_COLOR: "" }, true],
    ["auto", pipe, { FORCE_COLOR: "1" }, true],
    ["auto", pipe, { FORCE_COLOR: "" }, true],
    ["auto", terminal, { FORCE_COLOR: "0", CLICOLOR_FORCE: "1" }, false],
    ["auto", pipe, { CLICOLOR_FORCE: "1" }, true],
    ["auto", pipe, { CLICOLOR_FORCE: "0" }, false],
    ["auto", terminal, {}, true],
    ["auto", terminal, { TERM: "dumb" }, false],
    ["auto", pipe, { CI: "true", TERM: "xterm" }, false],
  ] as const)("--color=%s on %j with %j: %j", (choice, target, env, expected) => {
    expect(isColored(choice, target, env)).toBe(expected);
  });
});

describe("links", () => {
  it("are made where the terminal knows them", () => {
    const style = createStyle("auto", terminal, { env: { TERM_PROGRAM: "WezTerm" }, os: "linux" });
    expect(style.links).toBe(true);
    expect(style.link("rule", "https://x.example/a\u001b[2J")).toBe(
      "\u001b]8;;https://x.example/a%1B%5B2J\u001b\\rule\u001b]8;;\u001b\\",
    );
  });

  it.each([
    [pipe, { TERM_PROGRAM: "WezTerm", FORCE_COLOR: "1" }],
    [terminal, { TERM_PROGRAM: "WezTerm", NO_COLOR: "1" }],
    [terminal, { TERM_PROGRAM: "WezTerm", CI: "1" }],
    [terminal, { TERM_PROGRAM: "WezTerm", TMUX: "/tmp/x" }],
    [terminal, { VTE_VERSION: "4600" }],
    [terminal, { TERM_PROGRAM: "Apple_Terminal" }],
  ])("are not on %j with %j", (target, env) => {
    const style = createStyle("auto", target, { env, os: "linux" });
    expect(style.links).toBe(false);
    expect(style.link("rule", "https://x.example")).toBe("rule");
  });
});

describe("glyphs", () => {
  it.each([
    ["linux", { LANG: "en_US.UTF-8" }, "│"],
    ["linux", { LC_ALL: "C", LANG: "en_US.UTF-8" }, "|"],
    ["linux", { LANG: "en_US.UTF-8", TERM: "linux" }, "|"],
    ["linux", {}, "|"],
    ["macos", {}, "│"],
    ["windows", {}, "|"],
    ["windows", { WT_SESSION: "1" }, "│"],
  ] as const)("%s %j: %s", (os, env, bar) => {
    expect(createStyle("auto", pipe, { env, os }).glyphs.bar).toBe(bar);
  });
});
