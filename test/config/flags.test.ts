import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { withFlags, type RuleFlags } from "../../src/config/flags.ts";
import { settingsByPlace } from "../../src/engine/place.ts";
import { severityWith } from "../../src/engine/severity.ts";
import { defaultSettings, type Settings } from "../../src/settings.ts";

const place = { file: ".mcp.json", clients: ["claude-code"], server: "a" };

/** The rules that run, and what each is worth. */
function running(flags: Partial<RuleFlags>, settings: Partial<Settings> = {}): Record<string, string> {
  const given = { ...defaultSettings, ...settings };
  const all = withFlags(given, { rule: undefined, only: undefined, skip: undefined, ...flags });
  const settingOf = settingsByPlace(all);
  const worths = rules.map((rule) => [rule.id, severityWith(settingOf(rule.id, place), rule, all.preset)] as const);
  return Object.fromEntries(worths.filter(([, worth]) => worth !== undefined)) as Record<string, string>;
}

describe("--rule", () => {
  it("is over the config, overrides included", () => {
    const overrides = [{ servers: ["a"], rules: { "http-only": { severity: "note" } } }] as const;
    expect(running({ rule: ["http-only:error"] }, { overrides })["http-only"]).toBe("error");
    expect(running({ rule: ["http-only:off"] }, { overrides })).not.toHaveProperty("http-only");
  });

  it("names a rule and a severity", () => {
    expect(() => running({ rule: ["http-only"] })).toThrow(/names no severity/);
    expect(() => running({ rule: ["http-only:warn"] })).toThrow(/names no severity/);
    expect(() => running({ rule: ["http-onyl:off"] })).toThrow(/there is no rule `http-onyl`/);
  });
});

describe("--only and --skip", () => {
  it("run what is named, at what it is worth anyway", () => {
    expect(running({ only: ["http-only"] })).toEqual({ "http-only": "own" });
    expect(running({ only: ["http-only"] }, { rules: { "http-only": { severity: "error" } } })).toEqual({
      "http-only": "error",
    });
  });

  it("run what is named though it was switched off", () => {
    expect(running({ only: ["http-only"] }, { rules: { "http-only": { severity: "off" } } })).toEqual({
      "http-only": "own",
    });
  });

  it("take categories, and go together", () => {
    const addresses = rules.filter(({ category }) => category === "address").map(({ id }) => id);
    expect(Object.keys(running({ only: ["address"] }))).toEqual(addresses);
    expect(Object.keys(running({ only: ["address"], skip: ["port-range"] }))).toEqual(
      addresses.filter((id) => id !== "port-range"),
    );
    expect(running({ skip: ["address"] })).not.toHaveProperty("port-range");
  });

  it("know what there is", () => {
    expect(() => running({ only: ["adress"] })).toThrow(/there is no rule or category `adress`/);
  });
});
