import { describe, expect, it } from "vitest";
import { fileMatcher, reaching } from "../../src/engine/place.ts";
import {
  defaultSettings,
  defineRule,
  type Documented,
  lint,
  memoryFileSystem,
  type Override,
  type Rule,
} from "../../src/index.ts";

const told = (scope: "entry" | "document" | "project"): Documented<Rule> => {
  const head = { id: scope, severity: "warning", messages: { here: "Here" } } as const;
  switch (scope) {
    case "entry":
      return defineRule({ ...head, scope, check: ({ entry, report }) => report({ message: "here", at: entry.name }) });
    case "document":
      return defineRule({
        ...head,
        scope,
        check: ({ entries, report }) => entries.forEach((entry) => report({ message: "here", at: entry.name, entry })),
      });
    case "project":
      return defineRule({
        ...head,
        scope,
        check: ({ project, report }) =>
          project.entries.forEach((entry) => report({ message: "here", at: entry.name, entry })),
      });
  }
};

const server = (...names: string[]): string =>
  JSON.stringify({
    mcpServers: Object.fromEntries(names.map((name) => [name, { type: "http", url: "https://a.example/mcp" }])),
  });
const files = {
  "/repo/.git/HEAD": "",
  "/repo/.mcp.json": server("docs", "web"),
  "/repo/sub/.cursor/mcp.json": server("docs", "web-search"),
};

async function found(
  rule: Documented<Rule>,
  overrides: readonly Override[],
  base: "on" | "off" = "on",
): Promise<readonly string[]> {
  const settings = { ...defaultSettings, ownRules: [rule], overrides, rules: { [rule.id]: { severity: base } } };
  const host = {
    fileSystem: memoryFileSystem(files, "linux"),
    platform: { os: "linux", home: "/home/ada", cwd: "/repo", env: {} },
  } as const;
  const { diagnostics } = await lint({ paths: [], ignore: true }, settings, host);
  return diagnostics
    .filter((diagnostic) => diagnostic.rule === rule.id)
    .map(({ severity, server, locations }) => `${locations[0].source.shown} ${server} ${severity}`);
}

describe.each(["entry", "document", "project"] as const)("an override of a rule that is asked per %s", (scope) => {
  const rule = told(scope);

  it("holds for some servers", async () => {
    expect(await found(rule, [{ servers: ["web*"], rules: { [scope]: { severity: "error" } } }])).toEqual([
      ".mcp.json docs warning",
      ".mcp.json web error",
      "sub/.cursor/mcp.json docs warning",
      "sub/.cursor/mcp.json web-search error",
    ]);
  });

  it("holds for some files and clients, the later over the earlier", async () => {
    const overrides: readonly Override[] = [
      { files: ["sub/"], rules: { [scope]: { severity: "off" } } },
      { clients: ["cursor"], servers: ["docs"], rules: { [scope]: { severity: "note" } } },
      { clients: ["codex"], rules: { [scope]: { severity: "error" } } },
    ];
    expect(await found(rule, overrides)).toEqual([
      ".mcp.json docs warning",
      ".mcp.json web warning",
      "sub/.cursor/mcp.json docs note",
    ]);
  });

  it("switches on what is off elsewhere", async () => {
    const overrides = [{ servers: ["web"], rules: { [scope]: { severity: "error" } } }] as const;
    expect(await found(rule, overrides, "off")).toEqual([".mcp.json web error"]);
  });
});

it("options are laid over each other, place by place", async () => {
  const rule = defineRule({
    id: "entry",
    severity: "warning",
    scope: "entry",
    messages: { here: "{{a}} {{b}}" },
    options: {
      a: { type: "integer", description: "A", default: 1 as number },
      b: { type: "integer", description: "B", default: 2 as number },
    },
    check: ({ entry, options, report }) => report({ message: "here", data: options, at: entry.name }),
  });
  const settings = {
    ...defaultSettings,
    ownRules: [rule],
    rules: { entry: { options: { a: 10 } } },
    overrides: [
      { servers: ["web"], rules: { entry: { options: { b: 20 } } } },
      { files: ["sub/**"], rules: { entry: { options: { a: 11, b: 21 } } } },
    ],
  };
  const host = {
    fileSystem: memoryFileSystem(files, "linux"),
    platform: { os: "linux", home: "/home/ada", cwd: "/repo/sub", env: {} },
  } as const;
  const { diagnostics } = await lint({ paths: [], ignore: true }, settings, host);
  const said = diagnostics.filter(({ rule: id }) => id === "entry").map(({ message }) => message);
  expect(said).toEqual(["10 2", "10 20", "11 21", "11 21"]);
});

describe("patterns", () => {
  it.each([
    ["*.json", ".mcp.json", true],
    ["*.json", "sub/a.json", true],
    ["/sub", "a/sub/x", false],
    ["sub/", "sub/x", true],
    ["~/.claude.json", ".claude.json", true],
    ["~/.claude.json", "x/.claude.json", false],
    ["/etc/", "/etc/claude-code/managed-mcp.json", true],
    ["*.json", "C:/ProgramData/a.json", true],
  ])("of files: %s and %s: %s", (pattern, file, fits) => expect(fileMatcher([pattern])(file)).toBe(fits));

  it("of files may take back what came before", () => {
    const matches = fileMatcher(["fixtures/*", "!fixtures/real"]);
    expect([matches("fixtures/a/.mcp.json"), matches("fixtures/real/.mcp.json")]).toEqual([true, false]);
  });

  it("of servers fit whole names, and never a finding about no server", () => {
    const reaches = reaching({ servers: ["git*", "a.b"] });
    const at = (server?: string): boolean => reaches({ file: "a", clients: [], ...(server && { server }) });
    expect([at("github"), at("my-git"), at("a.b"), at("axb"), at()]).toEqual([true, false, true, false, false]);
  });
});
