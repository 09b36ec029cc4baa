// The least that can stand between sessions and servers: one process, one shared child for each server, ids rewritten,
// nothing else. No checks, no cancellation, no restart. What a hub costs beyond this is the price of being correct.
//
//     node bench/hub/yardstick.js '[{"port": 18801, "command": "node", "args": ["server.js"]}]'
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const servers = JSON.parse(process.argv[2]);

for (const { port, command, args } of servers) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
  const waiting = new Map();
  let next = 0;
  let greeting;
  const ask = (message) =>
    new Promise((resolve) => {
      const id = next++;
      waiting.set(id, resolve);
      child.stdin.write(`${JSON.stringify({ ...message, id })}\n`);
    });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    if (message.method !== undefined) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const greet = async (message) => {
    const answer = await ask(message);
    child.stdin.write(`{"jsonrpc":"2.0","method":"notifications/initialized"}\n`);
    return answer;
  };

  createServer((request, response) => {
    if (request.method !== "POST") return response.writeHead(405).end();
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      const message = JSON.parse(Buffer.concat(chunks).toString());
      if (message.id === undefined) return response.writeHead(202).end();
      const isFirst = message.method === "initialize";
      const answer = isFirst ? await (greeting ??= greet(message)) : await ask(message);
      const body = JSON.stringify({ ...answer, id: message.id });
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      response.writeHead(200, isFirst ? { ...headers, "mcp-session-id": randomUUID() } : headers).end(body);
    });
  }).listen(port, "127.0.0.1");
}
