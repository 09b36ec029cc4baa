// A client without a model: starts the servers of ~/.claude.json as a session does, asks each what it offers, and idles.
// Says on standard output when all have answered: who did not, and the processes that hold the input of the servers in
// HOLD as well, as a forked process of a client may: these servers outlive the client. bench/estimate.js runs it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** Milliseconds that all servers of a session may take; npm may install on the side. */
const patience = 480_000;

const { mcpServers } = JSON.parse(readFileSync(path.join(process.env.HOME, ".claude.json"), "utf8"));

const held = (process.env.HOLD ?? "").split(",");
const holders = [];

function answered(name, { command, args, env }) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, ...env } });
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  child.stdin.on("error", () => {});
  if (held.includes(name)) {
    const stdio = ["ignore", "ignore", "ignore", child.stdin];
    holders.push(spawn("sleep", ["3600"], { stdio, detached: true }).pid);
  }
  return new Promise((resolve) => {
    setTimeout(resolve, patience, false);
    child.on("error", () => resolve(false)).on("exit", () => resolve(false));
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        if (!line.startsWith("{")) continue;
        const { id, method, result } = JSON.parse(line);
        if (method === "roots/list") send({ id, result: { roots: [] } });
        else if (method !== undefined && id !== undefined) send({ id, result: {} });
        else if (id === "initialize") {
          send({ method: "notifications/initialized" });
          send({ id: "tools", method: "tools/list", params: {} });
        } else if (id === "tools" && result?.nextCursor) {
          send({ id, method: "tools/list", params: { cursor: result.nextCursor } });
        } else if (id === "tools") resolve(true);
      }
    });
    const params = {
      protocolVersion: "2025-11-25",
      capabilities: { roots: {} },
      clientInfo: { name: "bench", version: "1" },
    };
    send({ id: "initialize", method: "initialize", params });
  });
}

const results = await Promise.all(
  Object.entries(mcpServers).map(async ([name, entry]) => ((await answered(name, entry)) ? [] : [name])),
);
console.log(JSON.stringify({ failed: results.flat(), holders }));
setInterval(() => {}, 1 << 30);
