// Clients without any library, so that what is measured is the hub: one keep-alive pool for each session.
import { spawn } from "node:child_process";
import { Agent, request as httpRequest } from "node:http";
import { createInterface } from "node:readline";

const hello = {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "bench", version: "1.0.0" },
};

/**
 * @typedef {object} Session
 * @property {(method: string, params?: object) => Promise<any>} ask the result
 * @property {() => Promise<void>} close
 */

/** Streamable HTTP. @returns {Promise<Session>} */
export async function openHttp(url, { stream = true } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const { hostname, port, pathname } = new URL(url);
  const base = { hostname, port, path: pathname, agent };
  let id = 0;
  let session;
  const post = (message) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(message);
      const headers = {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "content-length": Buffer.byteLength(body),
        ...(session && { "mcp-session-id": session, "mcp-protocol-version": hello.protocolVersion }),
      };
      const request = httpRequest({ ...base, method: "POST", headers }, (response) => {
        session ??= response.headers["mcp-session-id"];
        const isStream = response.headers["content-type"]?.startsWith("text/event-stream");
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode >= 300) return reject(new Error(`${response.statusCode}: ${text.slice(0, 200)}`));
          if (message.id === undefined) return resolve(undefined);
          const found = isStream ? eventsIn(text).find((each) => each.id === message.id) : JSON.parse(text);
          if (found?.id !== message.id) return reject(new Error(`no answer to ${message.id}: ${text.slice(0, 200)}`));
          if (found.error) return reject(new Error(found.error.message));
          resolve(found.result);
        });
      });
      request.on("error", reject);
      request.end(body);
    });
  const ask = (method, params = {}) => post({ jsonrpc: "2.0", id: id++, method, params });
  await ask("initialize", hello);
  await post({ jsonrpc: "2.0", method: "notifications/initialized" });
  let listening;
  if (stream) {
    listening = httpRequest({
      ...base,
      method: "GET",
      headers: {
        accept: "text/event-stream",
        "mcp-session-id": session ?? "",
        "mcp-protocol-version": hello.protocolVersion,
      },
    });
    listening.on("error", () => {});
    listening.on("response", (response) => response.resume().on("error", () => {}));
    listening.end();
  }
  return {
    ask,
    async close() {
      listening?.destroy();
      if (session) {
        await new Promise((resolve) => {
          const headers = { "mcp-session-id": session };
          const request = httpRequest({ ...base, method: "DELETE", headers }, (response) => {
            response.resume().on("end", resolve);
          });
          request.on("error", resolve);
          request.end();
        });
      }
      agent.destroy();
    },
    /** Leaves as a client that crashed. */
    drop() {
      listening?.destroy();
      agent.destroy();
    },
  };
}

function eventsIn(text) {
  return text.split(/\r?\n\r?\n/).flatMap((event) => {
    const data = event
      .split(/\r?\n/)
      .filter((line) => line.startsWith("data:"))
      .map((line) => line.slice(5));
    return data.join("").trim() === "" ? [] : [JSON.parse(data.join("\n"))];
  });
}

/** HTTP+SSE of 2024-11-05, for hubs that know nothing newer. @returns {Promise<Session>} */
export async function openSse(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const waiting = new Map();
  let id = 0;
  let endpoint;
  const stream = httpRequest(url, { headers: { accept: "text/event-stream" } });
  await new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.on("response", (response) => {
      let event = "message";
      const lines = createInterface({ input: response }).on("error", () => {});
      lines.on("line", (line) => {
        if (line.startsWith("event:")) event = line.slice(6).trim();
        if (!line.startsWith("data:")) return;
        const data = line.slice(5).trim();
        if (event === "endpoint") {
          endpoint = new URL(data, url);
          resolve();
        } else {
          const message = JSON.parse(data);
          waiting.get(message.id)?.(message);
          waiting.delete(message.id);
        }
        event = "message";
      });
      response.on("error", () => {});
    });
    stream.end();
  });
  const post = (message) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(message);
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const request = httpRequest(endpoint, { method: "POST", headers, agent }, (response) => {
        response.resume().on("end", resolve);
      });
      request.on("error", reject);
      request.end(body);
    });
  const ask = async (method, params = {}) => {
    const message = { jsonrpc: "2.0", id: id++, method, params };
    const answer = new Promise((resolve) => waiting.set(message.id, resolve));
    await post(message);
    const { result, error } = await answer;
    if (error) throw new Error(error.message);
    return result;
  };
  await ask("initialize", { ...hello, protocolVersion: "2024-11-05" });
  await post({ jsonrpc: "2.0", method: "notifications/initialized" });
  return {
    ask,
    async close() {
      stream.destroy();
      agent.destroy();
    },
  };
}

/** A process of its own, as without any hub. @returns {Promise<Session & { pid: number }>} */
export async function openStdio({ command, args, env = process.env }) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"], env, detached: true });
  const waiting = new Map();
  let id = 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    if (message.method !== undefined) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const send = (message) => child.stdin.write(`${JSON.stringify(message)}\n`);
  const ask = async (method, params = {}) => {
    const message = { jsonrpc: "2.0", id: id++, method, params };
    const answer = new Promise((resolve) => waiting.set(message.id, resolve));
    send(message);
    const { result, error } = await answer;
    if (error) throw new Error(error.message);
    return result;
  };
  await ask("initialize", hello);
  send({ jsonrpc: "2.0", method: "notifications/initialized" });
  return {
    pid: child.pid,
    ask,
    close: () =>
      new Promise((resolve) => {
        child.once("exit", resolve);
        child.stdin.end();
        setTimeout(() => {
          try {
            process.kill(-child.pid, "SIGKILL");
          } catch {
            // It has ended.
          }
        }, 5_000).unref();
      }),
  };
}
