import { describe, expect, it } from "vitest";
import { shippedProfile, shippedProfiles } from "../../src/data/footprints.ts";
import { ownHttpCommand, ownHttpOf, ownHttpServers } from "../../src/data/own-http.ts";

const profiles = shippedProfiles();

describe("measured servers", () => {
  it("stand there once, and are found by name", () => {
    expect(new Set(profiles.map(({ name }) => name)).size).toBe(profiles.length);
    for (const profile of profiles) expect(shippedProfile(profile.name)).toEqual(profile);
    expect(shippedProfile("constructor")).toBeUndefined();
  });

  it.each(profiles.map((profile) => [profile.name, profile] as const))("%s has figures that can be", (_, profile) => {
    const { server, ready = {}, tools, schemaBytes, tokens, measured } = profile;
    expect([1, 2]).toContain(server.processes);
    expect(measured.date).toMatch(/^2026-\d\d-\d\d$/);
    for (const memory of [server.settled, server.fresh]) {
      if (memory) expect(memory.rss).toBeGreaterThan(memory.private! + 30);
    }
    if (ready.direct !== undefined) expect(ready.launched).toBeGreaterThan(ready.direct * 0.9);
    if (tokens !== undefined) {
      expect(tools).toBeGreaterThan(0);
      expect(schemaBytes! / tokens).toBeGreaterThan(3.9);
      expect(schemaBytes! / tokens).toBeLessThan(5.3);
    }
  });
});

describe("HTTP modes of servers", () => {
  it.each(ownHttpServers.map((mode) => [mode.package, mode] as const))("of %s can be typed", (name, mode) => {
    expect(ownHttpOf(name)).toBe(mode);
    expect(ownHttpCommand(mode)).toMatch(/\bPORT\b/);
    expect(ownHttpCommand(mode)).toContain(name);
    expect(mode.path).toMatch(/^\//);
    if (mode.unsafe) expect(mode.remark).toBeDefined();
  });
});
