import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { folderWith, run, runBeside } from "../cli/program.ts";

const fixture = path.resolve(import.meta.dirname, "../probe/server.js");
const entry = (...args: readonly string[]): object => ({ command: process.execPath, args: [fixture, ...args] });
const config = (servers: object): string => JSON.stringify({ mcpServers: servers });

describe.runIf(process.platform === "linux")("--fix --verify", { timeout: 120_000 }, () => {
  it("moves what answers the same over the hub, leaves out the rest with its reason, and leaves nothing running", async () => {
    const starts = path.join(folderWith({}), "starts");
    const cwd = folderWith({
      "home/.cursor/mcp.json": config({
        good: entry("--tools", "3"),
        dead: entry("--die"),
        changing: entry("--tools", "3", "--fewer", starts),
      }),
    });
    const { stdout, stderr } = await runBeside(["--machine", "--fix", "--verify"], { cwd });
    expect(stderr.trim().split("\n").toSorted()).toEqual([
      "differs changing: Through the hub the tool `tool-2` is missing",
      "differs dead: It does not answer even when it is started directly: it ended with code 3: no database",
      "same good: 3 tools",
    ]);
    expect(stdout).toContain("http-only (dead): It does not answer even when it is started directly");
    expect(stdout).toContain("http-only (changing): Through the hub the tool `tool-2` is missing");
    expect(stdout).toContain("Next: mcp-lint hub start");
    const { mcpServers } = JSON.parse(readFileSync(path.join(cwd, "home/.cursor/mcp.json"), "utf8")) as {
      mcpServers: Record<string, { url?: string }>;
    };
    expect(
      Object.entries(mcpServers)
        .filter(([, { url }]) => url)
        .map(([name]) => name),
    ).toEqual(["good"]);
    expect(readFileSync(starts, "utf8")).toBe("xx");
  });

  it("writes nothing where it is a dry run", async () => {
    const cwd = folderWith({ "home/.cursor/mcp.json": config({ good: entry() }) });
    const { stderr, status } = await runBeside(["--machine", "--dry-run", "--verify"], { cwd });
    expect(stderr).toContain("same good: 1 tool");
    expect(status).toBe(1);
    expect(existsSync(path.join(cwd, "home/.config/mcp-lint/mcp-hub.json"))).toBe(false);
  });
});

describe.runIf(process.platform === "linux")("hub verify", { timeout: 120_000 }, () => {
  it("asks the hub that runs for every server that configs lead to", async () => {
    const cwd = folderWith({ "home/.cursor/mcp.json": config({ good: entry("--tools", "3") }) });
    onTestFinished(() => void run(["hub", "stop"], { cwd }), 60_000);
    await runBeside(["--machine", "--fix"], { cwd });
    const early = await runBeside(["hub", "verify", "--machine"], { cwd });
    expect(early.stderr).toContain("error: no hub is running");
    await runBeside(["hub", "start"], { cwd });
    const { stdout, status } = await runBeside(["hub", "verify", "--machine"], { cwd });
    expect(stdout).toMatch(/^same good: 3 tools http:\/\/127\.0\.0\.1:\d+\/mcp, ~\/\.cursor\/mcp\.json$/m);
    expect(status).toBe(0);
  });
});

describe("--fix --token", () => {
  it("lets each client send the token from a variable, in its own syntax, and writes the token nowhere", async () => {
    const cwd = folderWith({
      "home/.cursor/mcp.json": config({ good: entry() }),
      "home/.codex/config.toml": `[mcp_servers.good]\ncommand = "${process.execPath}"\nargs = ["${fixture}"]\n`,
      "home/.claude.json": config({ good: { type: "stdio", ...entry() } }),
      "home/.config/opencode/opencode.json": JSON.stringify({
        mcp: { good: { type: "local", command: [process.execPath, fixture] } },
      }),
    });
    const { stdout } = await runBeside(["--machine", "--fix", "--token"], { cwd });
    expect(stdout).toContain(`export MCP_HUB_TOKEN="$(mcp-lint hub token)"`);
    const read = (file: string): string => readFileSync(path.join(cwd, "home", file), "utf8");
    expect(read(".cursor/mcp.json")).toContain(`"headers":{"Authorization":"Bearer \${env:MCP_HUB_TOKEN}"}`);
    expect(read(".codex/config.toml")).toContain(`bearer_token_env_var = "MCP_HUB_TOKEN"`);
    expect(read(".claude.json")).toContain("Bearer ${MCP_HUB_TOKEN}");
    expect(read(".config/opencode/opencode.json")).toContain("Bearer {env:MCP_HUB_TOKEN}");
    const token = read(".local/state/mcp-lint/hub/token").trim();
    const written = [".cursor/mcp.json", ".codex/config.toml", ".claude.json", ".config/mcp-lint/mcp-hub.json"];
    expect([stdout, ...written.map(read)].join()).not.toContain(token);
  });
});

describe("--fix in a repository", () => {
  it("gives a server the port it has in another manifest of this user, and every other one a port of its own", async () => {
    const servers = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`own-${index}`, entry("--tools", String(index + 1))]),
    );
    const others = Object.fromEntries(
      Array.from({ length: 13 }, (_, index) => [`other-${index}`, entry("--tools", String(index + 100))]),
    );
    const home = folderWith({ ".cursor/mcp.json": config(servers) });
    const cwd = folderWith({ ".cursor/mcp.json": config({ ...others, same: entry("--tools", "1") }) });
    for (const scope of [["--machine"], []]) {
      await runBeside([...scope, "--fix", "--fix-only", "http-only"], { cwd, env: { HOME: home } });
    }
    const portsIn = (file: string): Record<string, number> => {
      const manifest = JSON.parse(readFileSync(file, "utf8")) as { servers: Record<string, { port: number }> };
      return Object.fromEntries(Object.entries(manifest.servers).map(([name, { port }]) => [name, port]));
    };
    const own = portsIn(path.join(home, ".config/mcp-lint/mcp-hub.json"));
    const { same, ...rest } = portsIn(path.join(cwd, "mcp-hub.json"));
    expect(same).toBe(own["own-0"]);
    const ports = [...Object.values(own), ...Object.values(rest)];
    expect(ports).toHaveLength(25);
    expect(new Set(ports).size).toBe(25);
  });
});
