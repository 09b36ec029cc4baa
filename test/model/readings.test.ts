import { expect, test } from "vitest";
import { clients } from "../../src/clients/index.ts";
import { entryOf, modelOf, readerAt } from "./modelled.ts";

const url = "https://h.example/mcp";
const command = "server";

/** What each client makes of an entry: transport, outcome, reason. */
const readings: readonly (readonly [client: string, entry: object, expected: string])[] = [
  ["claude-code", { command, args: [], env: {} }, "stdio loaded"],
  ["claude-code", { type: "stdio", command }, "stdio loaded"],
  ["claude-code", { type: "http", url, headers: {} }, "http loaded"],
  ["claude-code", { type: "streamable-http", url }, "http loaded"],
  ["claude-code", { type: "sse", url }, "sse loaded"],
  ["claude-code", { type: "ws", url }, "websocket loaded"],
  ["claude-code", { url }, "http skipped url-without-type"],
  ["claude-code", { command, url }, "stdio loaded"],
  ["claude-code", { type: "http", command, url, env: {} }, "http loaded"],
  ["claude-code", { type: "HTTP", url }, "http skipped unknown-type"],
  ["claude-code", { type: "remote", url }, "http skipped unknown-type"],
  ["claude-code", { type: "http", httpUrl: url }, "http skipped wrong-url-key"],
  ["claude-code", { type: "stdio", url }, "http skipped no-transport"],
  ["claude-code", { type: "http", command }, "stdio skipped no-transport"],
  ["claude-code", { command: ["server"] }, "stdio skipped bad-shape"],
  ["claude-code", { command, args: "--x" }, "stdio skipped bad-shape"],
  ["claude-code", { command, args: [1] }, "stdio skipped bad-shape"],
  ["claude-code", { command, env: [] }, "stdio skipped bad-shape"],
  ["claude-code", { command, env: null, args: null }, "stdio loaded"],
  ["claude-code", { command: 1 }, "none skipped no-transport"],
  ["claude-code", { type: "http", url, headers: { A: true } }, "http skipped bad-shape"],
  ["claude-code", { type: "http", url, env: [] }, "http loaded"],
  ["claude-code", { command: " ", type: "stdio" }, "none skipped no-transport"],
  ["claude-code", {}, "none skipped no-transport"],

  ["claude-desktop", { command, args: ["x"] }, "stdio loaded"],
  ["claude-desktop", { url }, "http skipped http-unsupported"],
  ["claude-desktop", { type: "http", url }, "http skipped http-unsupported"],
  ["claude-desktop", { serverUrl: url }, "http skipped http-unsupported"],
  ["claude-desktop", { command, url }, "stdio loaded"],

  ["cursor", { command, env: {} }, "stdio loaded"],
  ["cursor", { type: "http", url }, "http loaded"],
  ["cursor", { type: "sse", url }, "sse loaded"],
  ["cursor", { url }, "http loaded"],
  ["cursor", { url: "https://h.example/sse" }, "sse loaded"],
  ["cursor", { command, url }, "stdio loaded"],
  ["cursor", { type: "streamable-http", url }, "http file-error unknown-type"],
  ["cursor", { serverUrl: url }, "http file-error wrong-url-key"],

  ["vscode", { type: "stdio", command }, "stdio loaded"],
  ["vscode", { command }, "stdio loaded"],
  ["vscode", { type: "http", url }, "http loaded"],
  ["vscode", { url }, "http loaded"],
  ["vscode", { url: "https://h.example/sse" }, "http loaded"],
  ["vscode", { command, url }, "stdio loaded"],
  ["vscode", { type: "http", command, url }, "http loaded"],
  ["vscode", { type: "local", command }, "stdio loaded"],
  ["vscode", { type: "remote", url }, "http loaded"],

  ["copilot-cli", { type: "local", command, tools: ["*"] }, "stdio loaded"],
  ["copilot-cli", { type: "http", url, tools: ["*"] }, "http loaded"],
  ["copilot-cli", { url }, "http loaded"],
  ["copilot-cli", { command, url, args: [] }, "stdio loaded"],
  ["copilot-cli", { type: "http", command, url }, "http loaded"],
  ["copilot-cli", { type: "streamableHttp", url }, "http skipped unknown-type"],
  ["copilot-cli", { httpUrl: url }, "http skipped wrong-url-key"],

  ["visual-studio", { type: "stdio", command }, "stdio loaded"],
  ["visual-studio", { type: "http", url }, "http loaded"],
  ["visual-studio", { url }, "http loaded"],
  ["visual-studio", { command, url }, "stdio unknown"],

  ["devin", { command }, "stdio loaded"],
  ["devin", { url }, "http loaded"],
  ["devin", { serverUrl: url }, "http loaded"],
  ["devin", { transport: "http", url }, "http loaded"],
  ["devin", { command, url }, "stdio unknown"],

  ["windsurf", { command }, "stdio loaded"],
  ["windsurf", { serverUrl: url }, "http loaded"],
  ["windsurf", { serverUrl: "https://h.example/sse/" }, "sse loaded"],
  ["windsurf", { httpUrl: url }, "http entry-error wrong-url-key"],

  ["codex", { command, args: [], env: {} }, "stdio loaded"],
  ["codex", { url, http_headers: {} }, "http loaded"],
  ["codex", { url, type: "sse" }, "http loaded"],
  ["codex", { url: "https://h.example/sse" }, "http loaded"],
  ["codex", { command, url }, "stdio file-error command-and-url"],
  ["codex", { url, env: {} }, "http file-error leftover-stdio-keys"],
  ["codex", { url, args: [] }, "http file-error leftover-stdio-keys"],
  ["codex", { url, env_vars: ["A"] }, "http file-error leftover-stdio-keys"],
  ["codex", { url, enabled: false }, "http loaded disabled"],
  ["codex", { url, disabled: true }, "http loaded"],
  ["codex", { enabled: false }, "none file-error no-transport disabled"],
  ["codex", { command, enabled: false }, "stdio loaded disabled"],
  ["codex", { url, bearer_token: "x" }, "http file-error bad-shape"],
  ["codex", { command, http_headers: {} }, "stdio file-error bad-shape"],
  ["codex", { command, bearer_token_env_var: "X" }, "stdio file-error bad-shape"],
  ["codex", { command, scopes: ["x"] }, "stdio loaded"],
  ["codex", { command, env: { A: 1 } }, "stdio file-error bad-shape"],
  ["codex", { url, env_http_headers: { A: 1 } }, "http file-error bad-shape"],
  ["codex", { serverUrl: url }, "http file-error wrong-url-key"],

  ["gemini-cli", { command }, "stdio loaded"],
  ["gemini-cli", { url }, "http loaded"],
  ["gemini-cli", { httpUrl: url }, "http loaded"],
  ["gemini-cli", { type: "sse", url }, "sse loaded"],
  ["gemini-cli", { command, url, env: {} }, "http loaded"],
  ["gemini-cli", { type: "streamable-http", url }, "http loaded"],
  ["gemini-cli", { type: "http", command }, "stdio loaded"],
  ["gemini-cli", { type: "stdio", url }, "http loaded"],
  ["gemini-cli", { type: "stdio", command, url }, "http loaded"],
  ["gemini-cli", { type: "stdio" }, "none entry-error no-transport"],
  ["gemini-cli", { command, args: "--x" }, "stdio loaded"],
  ["gemini-cli", { command: ["server"] }, "stdio entry-error bad-shape"],
  ["gemini-cli", { serverUrl: url }, "http entry-error wrong-url-key"],

  ["qwen-code", { command }, "stdio loaded"],
  ["qwen-code", { httpUrl: url }, "http loaded"],
  ["qwen-code", { url }, "sse loaded"],
  ["qwen-code", { type: "http", url }, "sse loaded"],
  ["qwen-code", { command, httpUrl: url }, "http loaded"],
  ["qwen-code/claude-style", { type: "http", url }, "http loaded"],
  ["qwen-code/claude-style", { url }, "sse loaded"],
  ["qwen-code/claude-style", { httpUrl: url }, "http loaded"],
  ["qwen-code/claude-style", { type: "streamable-http", url }, "sse loaded"],

  ["antigravity", { command }, "stdio loaded"],
  ["antigravity", { serverUrl: url }, "http loaded"],
  ["antigravity", { url }, "http loaded"],
  ["antigravity", { command, serverUrl: url, env: {} }, "http loaded"],
  ["antigravity", { serverUrl: url, disabled: true }, "http loaded disabled"],
  ["antigravity", { serverUrl: url, enabled: false }, "http loaded"],
  ["antigravity", { httpUrl: url }, "http entry-error wrong-url-key"],

  ["zed", { command, args: [] }, "stdio loaded"],
  ["zed", { url }, "http loaded"],
  ["zed", { source: "custom", command }, "stdio loaded"],
  ["zed", { command: { path: "server", args: [] } }, "stdio unknown"],
  ["zed", { settings: {} }, "builtin loaded"],
  ["zed", { source: "extension", enabled: false }, "builtin loaded disabled"],
  ["zed", { command, url }, "stdio loaded"],
  ["zed", { enabled: false, url }, "http loaded disabled"],

  ["opencode", { type: "local", command: ["server", "x"] }, "stdio loaded"],
  ["opencode", { type: "remote", url }, "http loaded"],
  ["opencode", { type: "remote", url, environment: {} }, "http loaded"],
  ["opencode", { enabled: false }, "none loaded disabled"],
  ["opencode", { type: "remote", url, disabled: true }, "http loaded disabled"],
  ["opencode", { type: "local", command: ["server", 1] }, "stdio startup-error bad-shape"],
  ["opencode", { type: "local", command: ["server"], environment: [] }, "stdio startup-error bad-shape"],
  ["opencode", { url }, "http startup-error url-without-type"],
  ["opencode", { command: ["server"] }, "stdio startup-error command-without-type"],
  ["opencode", { type: "http", url }, "http startup-error unknown-type"],
  ["opencode", { type: "sse", url }, "sse startup-error unknown-type"],
  ["opencode", { type: "local", command: "server x" }, "stdio startup-error bad-shape"],
  ["opencode", { type: "remote", serverUrl: url }, "http startup-error wrong-url-key"],
  ["opencode/v2", { type: "remote", url, disabled: true }, "http loaded disabled"],

  ["kilo-code", { type: "local", command: ["server"] }, "stdio loaded"],
  ["kilo-code", { type: "remote", url }, "http loaded"],
  ["kilo-code", { url }, "http file-error url-without-type"],
  ["kilo-code", { type: "http", url }, "http file-error unknown-type"],
  ["kilo-code/roo-style", { type: "streamable-http", url }, "http loaded"],
  ["kilo-code", { type: "remote", url, disabled: true }, "http loaded"],
  ["kilo-code/roo-style", { type: "sse", url }, "http loaded"],
  ["kilo-code/roo-style", { type: "http", url }, "http skipped unknown-type"],
  ["kilo-code/roo-style", { type: "http", command, url }, "stdio loaded"],
  ["kilo-code/roo-style", { command, url }, "stdio loaded"],
  ["kilo-code/roo-style", { type: "sse", command, url, env: {} }, "http loaded"],
  ["kilo-code/roo-style", { url }, "http skipped url-without-type"],

  ["cline", { command }, "stdio loaded"],
  ["cline", { type: "streamableHttp", url }, "http loaded"],
  ["cline", { url }, "sse loaded"],
  ["cline", { type: "http", url }, "http file-error unknown-type"],
  ["cline", { command, url }, "stdio loaded"],
  ["cline", { transport: { type: "streamableHttp", url } }, "http loaded"],
  ["cline", { transport: { type: "stdio", command } }, "stdio loaded"],
  ["cline", { url, disabled: true }, "sse loaded disabled"],

  ["roo-code", { command }, "stdio loaded"],
  ["roo-code", { type: "streamable-http", url }, "http loaded"],
  ["roo-code", { type: "sse", url }, "sse loaded"],
  ["roo-code", { url }, "http entry-error url-without-type"],
  ["roo-code", { type: "http", url }, "http entry-error unknown-type"],
  ["roo-code", { command, type: "sse", url }, "sse entry-error command-and-url"],
  ["roo-code", { type: "streamable-http", url, env: {} }, "http entry-error leftover-stdio-keys"],

  ["continue", { command }, "stdio loaded"],
  ["continue", { type: "streamable-http", url }, "http loaded"],
  ["continue", { url }, "http loaded"],
  ["continue", { url: "https://h.example/sse" }, "sse loaded"],
  ["continue", { type: "http", url }, "http file-error unknown-type"],
  ["continue", { command, url }, "stdio loaded"],
  ["continue/legacy-json", { transport: { type: "stdio", command } }, "stdio loaded"],
  ["continue/legacy-json", { transport: { type: "sse", url } }, "sse loaded"],

  ["goose", { type: "stdio", cmd: command, args: [], enabled: true }, "stdio loaded"],
  ["goose", { type: "streamable_http", uri: url, envs: {} }, "http loaded"],
  ["goose", { type: "builtin", enabled: true }, "builtin loaded"],
  ["goose", { type: "platform", enabled: false }, "builtin loaded disabled"],
  ["goose", { type: "sse", uri: url }, "sse skipped sse-unsupported"],
  ["goose", { type: "streamable_http", url }, "http skipped wrong-url-key"],
  ["goose", { type: "stdio", command }, "stdio skipped no-transport"],
  ["goose", { uri: url }, "http skipped url-without-type"],

  ["lm-studio", { command }, "stdio loaded"],
  ["lm-studio", { url }, "http loaded"],
  ["lm-studio", { command, url }, "stdio unknown"],
  ["lm-studio", { type: "http", url }, "http unknown"],

  ["kiro", { command, disabled: true }, "stdio loaded disabled"],
  ["kiro", { url, env: {} }, "http loaded"],
  ["kiro", { type: "registry" }, "builtin loaded"],

  ["amazon-q", { command, timeout: 1 }, "stdio loaded"],
  ["amazon-q", { type: "http", url }, "http loaded"],
  ["amazon-q", { url }, "http skipped url-without-type"],
  ["amazon-q", { command, url }, "stdio skipped command-and-url"],
  ["amazon-q", { type: "http", url, args: [] }, "http entry-error leftover-stdio-keys"],

  ["jetbrains-ai-assistant", { command }, "stdio loaded"],
  ["jetbrains-ai-assistant", { url }, "http loaded"],
  ["junie", { command, env: [] }, "stdio unknown"],
  ["junie", { url }, "http loaded"],

  ["warp", { command, working_directory: "/x" }, "stdio loaded"],
  ["warp", { serverUrl: url }, "http loaded"],
  ["warp", { command, url }, "stdio loaded"],
  ["warp", { httpUrl: url }, "http skipped wrong-url-key"],

  ["amp", { command }, "stdio loaded"],
  ["amp", { url }, "http loaded"],
  ["amp", { command, url }, "http loaded"],

  ["crush", { type: "stdio", command }, "stdio loaded"],
  ["crush", { type: "http", url }, "http loaded"],
  ["crush", { type: "sse", url }, "sse loaded"],
  ["crush", { url }, "http entry-error url-without-type"],
  ["crush", { command }, "stdio entry-error command-without-type"],
  ["crush", { type: "http", command, url }, "http loaded"],

  ["factory-droid", { command }, "stdio loaded"],
  ["factory-droid", { type: "http", url }, "http loaded"],
  ["factory-droid", { url }, "http entry-error url-without-type"],
  ["factory-droid", { type: "streamable-http", url }, "http entry-error unknown-type"],
  ["factory-droid", { type: "remote", command }, "stdio loaded"],
  ["factory-droid", { type: "http", command }, "stdio entry-error no-transport"],
  ["factory-droid", { command, url }, "stdio loaded"],

  ["trae", { command }, "stdio loaded"],
  ["trae", { url }, "http loaded"],

  ["augment", { command }, "stdio loaded"],
  ["augment", { type: "http", url }, "http loaded"],
  ["augment", { url }, "http entry-error url-without-type"],

  ["mistral-vibe", { transport: "stdio", command: ["server", "x"] }, "stdio loaded"],
  ["mistral-vibe", { transport: "streamable-http", url }, "http loaded"],
  ["mistral-vibe", { url }, "http startup-error url-without-type"],
  ["kimi-code", { type: "http", command, url }, "stdio loaded"],
  ["kimi-code", { type: "sse", url, args: [], env: {}, cwd: "." }, "http loaded"],
  ["kimi-code", { transport: "sse", url }, "sse loaded"],
  ["kimi-code", { enabled: false }, "none file-error no-transport disabled"],

  ["mcporter", { command: ["server", "x"] }, "stdio loaded"],
  ["mcporter", { type: "sse", url }, "http loaded"],
  ["mcporter", { type: "http", command }, "stdio loaded"],
  ["mcporter", { serverUrl: url }, "http loaded"],
  ["mcporter", { command, url, disabled: true, enabled: false }, "http loaded"],
  ["mcporter", { httpUrl: url }, "http file-error wrong-url-key"],
  ["mcporter", {}, "none file-error no-transport"],
  ["openclaw", { url }, "sse loaded"],
];

test.each(readings)("%s reads %j as %s", async (client, entry, expected) => {
  const { readings: found } = await entryOf(client, entry);
  const { transport, outcome, reason, disabled } = found[0]!;
  const parts = [transport, outcome, reason, disabled && "disabled"];
  expect(parts.filter((part) => typeof part === "string").join(" ")).toBe(expected);
});

test("Codex merges a project's file over the user's", async () => {
  const project = readerAt("codex", ["mcp_servers"], { scope: "project" });
  const { entries } = await modelOf(`[mcp_servers.a]\nenabled = false\n`, [project], "toml");
  expect(entries[0]!.readings[0]).toMatchObject({ outcome: "loaded", transport: "none", disabled: true });
});

test("every client that must be right is asked", () => {
  const asked = new Set(readings.map(([name]) => name.split("/")[0]));
  const important = clients.filter(({ priority }) => priority === 1).map(({ id }) => id);
  expect(important.filter((id) => !asked.has(id))).toEqual([]);
});

test("every client reads the entries it would write itself", async () => {
  for (const client of clients) {
    for (const file of client.files) {
      const dialect = client.dialects[file.dialect ?? "default"]!;
      const name = file.dialect === undefined ? client.id : `${client.id}/${file.dialect}`;
      const { stdio, http, typeKey } = dialect;
      const set = (entry: Record<string, unknown>, key: string | readonly string[], value: unknown): void => {
        const [first, ...below] = typeof key === "string" ? [key] : key;
        if (below.length === 0) entry[first!] = value;
        else set((entry[first!] ??= {}) as Record<string, unknown>, below, value);
      };
      if (stdio) {
        const entry = {};
        if (typeKey && stdio.type !== undefined) set(entry, typeKey, stdio.type);
        set(entry, stdio.command, stdio.commandForm === "array" ? [command] : command);
        const { readings: found } = await entryOf(name, entry);
        expect([name, found[0]?.transport, found[0]?.outcome]).toEqual([name, "stdio", "loaded"]);
      }
      if (http) {
        const entry = {};
        if (typeKey && http.type !== undefined) set(entry, typeKey, http.type);
        set(entry, http.urls[0], url);
        const { readings: found } = await entryOf(name, entry);
        expect([name, found[0]?.transport]).toEqual([name, "http"]);
        expect(["loaded", "unknown"]).toContain(found[0]?.outcome);
      }
    }
  }
});
