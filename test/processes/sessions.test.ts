import { describe, expect, it } from "vitest";
import { clients } from "../../src/clients/index.ts";
import { isHub } from "../../src/manifest/client.ts";
import { programs } from "../../src/processes/programs.ts";
import { countSessions } from "../../src/processes/sessions.ts";
import { recorded, tableOf, type Recorded } from "./recorded.ts";

let pid = 100;
const processOf = (args: readonly string[], rest: Partial<Recorded> = {}): Recorded => {
  pid++;
  return { pid, parent: 1, start: String(pid), since: 0, args, exact: true, rss: 1, own: true, ...rest };
};
const counted = (...processes: readonly Recorded[]): object =>
  Object.fromEntries(countSessions(tableOf(processes).processes));

describe("sessions counted from a listing", () => {
  it("of real clients that npm installed, each once, however many processes it is", () => {
    expect(Object.fromEntries(countSessions(recorded("linux").processes))).toEqual({
      "claude-code": 1,
      codex: 1,
      "gemini-cli": 1,
      opencode: 1,
      "copilot-cli": 1,
      augment: 1,
      "factory-droid": 1,
    });
  });

  it("a client that another one starts through a shell is a session of its own", () => {
    const outer = processOf(["claude"]);
    const shell = processOf(["/bin/bash", "-c", "claude -p hello"], { parent: outer.pid });
    const inner = processOf(["claude", "-p", "hello"], { parent: shell.pid });
    expect(counted(outer, shell, inner)).toEqual({ "claude-code": 2 });
  });

  it("an editor by its windows, and the agents in it as often", () => {
    const main = processOf(["/usr/share/code/code"], { executable: "/usr/share/code/code" });
    const child = (...args: string[]): Recorded => processOf(["/usr/share/code/code", ...args], { parent: main.pid });
    const window = (name: string): Recorded => child("--type=renderer", `--vscode-window-config=vscode:${name}`);
    const sessions = counted(main, child("--type=zygote"), window("a"), window("b"), child("--type=utility"));
    expect(sessions).toMatchObject({ vscode: 2, cline: 2, "roo-code": 2 });
  });

  it("on macOS and Windows by where the program lies", () => {
    const bundle = "/Applications/Claude.app/Contents/MacOS/Claude";
    expect(counted(processOf([bundle]))).toEqual({ "claude-desktop": 1 });
    const desktop = "C:\\Users\\ada\\AppData\\Local\\AnthropicClaude\\app-1.2.3\\claude.exe";
    expect(counted(processOf([desktop], { executable: desktop }))).toEqual({ "claude-desktop": 1 });
    const terminal = "C:\\Users\\ada\\.local\\bin\\claude.exe";
    expect(counted(processOf(["claude"], { executable: terminal }))).toEqual({ "claude-code": 1 });
    const script = "C:\\Users\\ada\\AppData\\Roaming\\npm\\node_modules\\@google\\gemini-cli\\bundle\\gemini.js";
    expect(counted(processOf(["C:\\Program Files\\nodejs\\node.exe", script]))).toEqual({ "gemini-cli": 1 });
  });

  it("nothing that only sounds like a client, or is somebody else's", () => {
    const others = [
      processOf(["/usr/sbin/zed", "-F"]),
      processOf(["vim", "/home/ada/bin/claude"]),
      processOf(["node", "/home/ada/src/codex-tools/index.js"]),
      processOf(["node", "/home/ada/.npm/_npx/1/node_modules/.bin/mcp-server-memory"]),
      processOf(["node", "/usr/local/bin/mcp-lint", "ps"]),
      processOf(["claude"], { own: false }),
    ];
    expect(counted(...others)).toEqual({});
  });
});

it("every program is that of a client", () => {
  const ids = new Set(clients.map(({ id }) => id));
  const named = programs.flatMap(({ client, hosts = [] }) => [client, ...hosts]);
  expect(named.filter((id) => !ids.has(id) && !isHub({ id }))).toEqual([]);
});
