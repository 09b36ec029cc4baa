/**
 * From stdio to the hub and back with real servers and real clients, in a home of its own. By hand, after a build:
 *
 *     npm install --prefix /tmp/clients @openai/codex @google/gemini-cli opencode-ai
 *     node test/hub/end-to-end.js /tmp/clients
 *
 * Ends with 1 where a client does not reach a server, a file is not what it was, or a process is left.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

const [clients] = process.argv.slice(2);
if (!clients) {
  console.error("usage: node test/hub/end-to-end.js FOLDER-WITH-CLIENTS");
  process.exit(2);
}
const bin = (name) => path.resolve(clients, "node_modules/.bin", name);
const main = path.resolve(import.meta.dirname, "../../dist/cli/main.js");
const home = realpathSync(mkdtempSync(path.join(tmpdir(), "mcp-lint-end-to-end-")));
const env = {
  HOME: home,
  PATH: process.env.PATH,
  LANG: "C.UTF-8",
  NO_COLOR: "1",
  TERM: "dumb",
  MCP_LINT_END_TO_END: home,
};
const cwd = path.join(home, "project");

const servers = {
  filesystem: ["@modelcontextprotocol/server-filesystem@2026.8.31", path.join(home, "data")],
  memory: ["@modelcontextprotocol/server-memory@2026.8.31"],
  everything: ["@modelcontextprotocol/server-everything@2026.8.31"],
  thinking: ["@modelcontextprotocol/server-sequential-thinking"],
  playwright: ["@playwright/mcp", "--headless"],
  context7: ["@upstash/context7-mcp"],
};
const names = Object.keys(servers).toSorted();
const variables = { memory: { MEMORY_FILE_PATH: path.join(home, "data", "memory.jsonl") } };

const files = {
  ".codex/config.toml": Object.entries(servers)
    .map(([name, args]) => {
      const entries = Object.entries(variables[name] ?? {}).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
      const own = entries.length > 0 ? `env = { ${entries.join(", ")} }\n` : "";
      return `# ${name}\n[mcp_servers.${name}]\ncommand = "npx"\nargs = ${JSON.stringify(["-y", ...args])}\n${own}`;
    })
    .join("\n"),
  ".gemini/settings.json": JSON.stringify(
    { mcpServers: mapped((name, args) => ({ command: "npx", args: ["-y", ...args], env: variables[name] })) },
    undefined,
    2,
  ),
  ".config/opencode/opencode.json": JSON.stringify(
    // OpenCode adds the schema itself where it is missing, and undo keeps what somebody edited.
    {
      $schema: "https://opencode.ai/config.json",
      mcp: mapped((name, args) => ({ type: "local", command: ["npx", "-y", ...args], environment: variables[name] })),
    },
    undefined,
    2,
  ),
};

function mapped(make) {
  return Object.fromEntries(Object.entries(servers).map(([name, args]) => [name, make(name, args)]));
}

/** Each tells which servers it reached. */
const reached = {
  /** Its own protocol for editors lists the tools of every server. */
  async codex() {
    const child = spawn(bin("codex"), ["app-server"], { cwd, env, stdio: ["pipe", "pipe", "ignore"], detached: true });
    const answers = new Map();
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = JSON.parse(line);
      answers.get(message.id)?.(message);
    });
    const ask = (id, method, params) =>
      new Promise((resolve, reject) => {
        answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
        child.stdin.write(`${JSON.stringify({ id, method, params })}\n`);
        setTimeout(() => reject(new Error(`no answer to ${method}`)), 90_000).unref();
      });
    try {
      await ask(1, "initialize", { clientInfo: { name: "end-to-end", title: "end to end", version: "1.0.0" } });
      child.stdin.write(`${JSON.stringify({ method: "initialized" })}\n`);
      const { data } = await ask(2, "mcpServerStatus/list", {});
      return data.filter(({ tools }) => Object.keys(tools).length > 0).map(({ name }) => name);
    } finally {
      process.kill(-child.pid, "SIGKILL");
    }
  },
  async "gemini-cli"() {
    const said = output(bin("gemini"), ["mcp", "list"], { GEMINI_CLI_TRUST_WORKSPACE: "true" });
    return [...said.matchAll(/^\S (.+?): .* \(http\) - Connected/gm)].map(([, name]) => name);
  },
  async opencode() {
    const said = output(bin("opencode"), ["mcp", "list"]);
    return [...said.matchAll(/^●\s+\S (.+?) +connected/gm)].map(([, name]) => name);
  },
};

function output(program, args, more = {}) {
  const { stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...env, ...more },
    encoding: "utf8",
    timeout: 120_000,
  });
  return stripVTControlCharacters(`${stdout}\n${stderr}`);
}

function mcpLint(...args) {
  console.log(`\n$ mcp-lint ${args.join(" ")}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd, env, encoding: "utf8" });
  console.log([stderr, stdout].join("").trim());
  return { status, stdout };
}

/** Processes that were started in this home, told by a variable that they inherit. */
function left() {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`MCP_LINT_END_TO_END=${home}`);
    } catch {
      return false;
    }
  });
}

const failures = [];
const check = (isRight, what) => {
  console.log(`${isRight ? "ok" : "FAILED"}: ${what}`);
  if (!isRight) failures.push(what);
};

try {
  for (const folder of [cwd, path.join(home, "data")]) mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    writeFileSync(path.join(home, name), text);
  }
  mcpLint("--machine", "--fix=all", "--verify", "--fix-only", "http-only");
  mcpLint("hub", "start");
  for (const [client, ask] of Object.entries(reached)) {
    const found = await ask().catch((error) => [String(error)]);
    const missing = names.filter((name) => !found.includes(name));
    check(
      missing.length === 0,
      `${client} reaches ${found.join(", ")}${missing.length > 0 ? `; NOT ${missing.join(", ")}` : ""}`,
    );
  }
  mcpLint("hub", "status");
  mcpLint("hub", "stop");
  mcpLint("undo");
  for (const [name, text] of Object.entries(files)) {
    check(readFileSync(path.join(home, name), "utf8") === text, `${name} is as before`);
  }
  const stayed = left();
  check(stayed.length === 0, `no process is left${stayed.length > 0 ? `, but ${stayed.join(", ")}` : ""}`);
} finally {
  spawnSync(process.execPath, [main, "hub", "stop"], { cwd, env });
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}
process.exitCode = failures.length === 0 ? 0 : 1;
