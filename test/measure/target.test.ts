import { describe, expect, it } from "vitest";
import { defaultSettings, lint, memoryFileSystem } from "../../src/index.ts";
import { targetOf, type Startable } from "../../src/measure/target.ts";

const platform = {
  os: "linux",
  home: "/home/ada",
  cwd: "/home/ada/elsewhere",
  env: { PATH: "/bin", TOKEN: "t" },
} as const;

/** How the only server of a file is started. */
async function started(file: string, entry: object, key = "mcpServers"): Promise<Startable> {
  const fileSystem = memoryFileSystem({ [file]: JSON.stringify({ [key]: { it: entry } }) }, "linux");
  const { project } = await lint({ paths: [file], ignore: true }, defaultSettings, { fileSystem, platform });
  return targetOf(project.entries[0]!, platform);
}

describe("a server is started", () => {
  it("with what its client puts for placeholders, in the folder of its project", async () => {
    const cursor = {
      command: "${userHome}/bin/x",
      args: ["${workspaceFolder}/a", "${env:TOKEN}", "$PATH"],
      env: { A: "${env:TOKEN}" },
    };
    expect(await started("/home/ada/work/.cursor/mcp.json", cursor)).toEqual({
      target: {
        kind: "stdio",
        command: "/home/ada/bin/x",
        args: ["/home/ada/work/a", "t", "$PATH"],
        env: { PATH: "/bin", TOKEN: "t", A: "t" },
        cwd: "/home/ada/work",
      },
    });
    const claude = { command: "~/x", args: ["${TOKEN}", "${NONE:-default}", "${env:TOKEN}"] };
    expect(await started("/home/ada/.claude.json", claude)).toMatchObject({
      target: { command: "/home/ada/x", args: ["t", "default", "${env:TOKEN}"], cwd: "/home/ada/elsewhere" },
    });
    // Codex replaces nothing.
    expect(await started("/home/ada/.config/Claude/claude_desktop_config.json", claude)).toHaveProperty("target");
  });

  it("not without what only a person or its client has", async () => {
    const why = async (file: string, args: readonly string[], key?: string): Promise<unknown> =>
      started(file, { command: "x", args }, key);
    expect(await why("/home/ada/.claude.json", ["${NONE}", "${NONE}"])).toEqual({
      why: "the variable NONE is not set",
    });
    expect(await why("/home/ada/.claude.json", ["<YOUR_KEY>"])).toEqual({
      why: "<YOUR_KEY> stands for something that you have to fill in",
    });
    expect(await why("/home/ada/work/.vscode/mcp.json", ["${input:key}"], "servers")).toEqual({
      why: "its client asks you for key",
    });
    expect(await started("/home/ada/.claude.json", { type: "http", url: "http://x.example/mcp" })).toEqual({
      why: "it is reached by a URL, so there is nothing to start",
    });
  });
});
