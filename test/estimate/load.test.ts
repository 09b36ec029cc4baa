import { describe, expect, it } from "vitest";
import { loadsOf } from "../../src/estimate/load.ts";
import { machineWith } from "./some-project.ts";

const stdio = { command: "/srv/a" };
const http = { type: "http", url: "https://example.com/mcp" };

/** What a session of each client starts and connects to, by name. */
async function loads(files: Record<string, string | object>): Promise<Record<string, readonly [string[], string[]]>> {
  const names = (loaded: readonly { readonly entry: { readonly name: { readonly value: string } } }[]): string[] =>
    loaded.map(({ entry }) => entry.name.value).sort();
  return Object.fromEntries(
    loadsOf(await machineWith(files)).map(({ client, started, connected }) => [
      client.id,
      [names(started), names(connected)],
    ]),
  );
}

describe("a session loads", () => {
  it("what is meant for everyone, and what belongs to its project", async () => {
    const claude = {
      mcpServers: { everywhere: stdio, far: http },
      projects: {
        "/home/ada/shop": { mcpServers: { one: stdio, two: stdio } },
        "/home/ada/blog": { mcpServers: { three: stdio } },
      },
    };
    expect(await loads({ "/home/ada/.claude.json": claude })).toEqual({
      "claude-code": [["everywhere", "one", "two"], ["far"]],
    });
  });

  it("what is meant for everyone, and of the projects the fullest, where each adds less than there is", async () => {
    const claude = {
      mcpServers: { a: stdio, b: stdio, c: stdio },
      projects: {
        "/home/ada/shop": { mcpServers: { d: stdio } },
        "/home/ada/blog": { mcpServers: { e: stdio, f: stdio } },
      },
    };
    expect(await loads({ "/home/ada/.claude.json": claude })).toEqual({
      "claude-code": [["a", "b", "c", "e", "f"], []],
    });
  });

  it("and nothing is loaded by what the hub is to serve", async () => {
    const hub = { servers: { one: { port: 18901, ...stdio } } };
    const files = { "/home/ada/.claude.json": { mcpServers: { own: stdio } } };
    expect(await loads({ ...files, "/home/ada/.config/mcp-lint/mcp-hub.json": hub })).toEqual({
      "claude-code": [["own"], []],
    });
  });

  it("of one name the definition that is nearer to the work", async () => {
    const claude = {
      mcpServers: { api: stdio, db: http },
      projects: { "/home/ada/shop": { mcpServers: { api: http, db: stdio, own: stdio } } },
    };
    expect(await loads({ "/home/ada/.claude.json": claude })).toEqual({ "claude-code": [["db", "own"], ["api"]] });
  });

  it("nothing that is switched off or refused", async () => {
    const mcp = {
      on: { type: "local", command: ["/srv/a"] },
      off: { type: "local", command: ["/srv/b"], enabled: false },
      odd: { type: "unheard-of", command: ["/srv/c"] },
    };
    expect(await loads({ "/home/ada/.config/opencode/opencode.json": { mcp } })).toEqual({ opencode: [["on"], []] });
  });

  it("all files of one folder of a project together", async () => {
    const yaml = (name: string): string =>
      `name: ${name}\nversion: 1.0.0\nschema: v1\nmcpServers:\n  - name: ${name}\n    command: /srv/${name}\n`;
    expect(
      await loads({
        "/home/ada/.continue/mcpServers/a.yaml": yaml("a"),
        "/home/ada/.continue/mcpServers/b.yaml": yaml("b"),
      }),
    ).toEqual({ continue: [["a", "b"], []] });
  });
});
