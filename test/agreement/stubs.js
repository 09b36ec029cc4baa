/**
 * Servers that serve nothing and only tell that somebody came: a program `serve-<name>` for stdio, and the URLs
 * `http://127.0.0.1:18901/mcp/<name>`.
 */
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const HUB_PORT = 18_901;

/** Answers everything with 404. */
export async function listen() {
  let requests = [];
  const server = createServer(({ method, url }, response) => {
    requests.push({ method, url });
    response.writeHead(404).end();
  });
  server.listen(HUB_PORT, "127.0.0.1");
  await once(server, "listening");
  return {
    forget() {
      requests = [];
    },
    /** Server name to transport. First contact decides: a client that tries several begins with what it was told. */
    reached() {
      const reached = new Map();
      for (const { method, url } of requests) {
        const name = /^\/mcp\/([\w-]+)$/.exec(url)?.[1];
        if (name && !reached.has(name)) reached.set(name, method === "POST" ? "http" : "sse");
      }
      return reached;
    },
    close() {
      server.close();
    },
  };
}

/** Puts every program that the files of `folder` may start into `bin`; they leave their names in `log`. */
export function writePrograms(folder, bin, log) {
  writeFileSync(log, "");
  for (const name of namesIn(folder)) {
    const program = path.join(bin, `serve-${name}`);
    writeFileSync(program, `#!/bin/sh\necho ${name} >> '${log}'\n`);
    chmodSync(program, 0o755);
  }
}

function namesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const text = files.map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8")).join("\n");
  return new Set([...text.matchAll(/serve-([\w-]+)/g)].map(([, name]) => name));
}
