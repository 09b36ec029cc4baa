// A small stdio server: --tools N (in pages of ten), --die, --silent, --fewer FILE (one tool less with every start).
import { appendFileSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    tools: { type: "string", default: "1" },
    die: { type: "boolean" },
    silent: { type: "boolean" },
    fewer: { type: "string" },
  },
});
if (values.die) {
  console.error("no database");
  process.exit(3);
}
if (values.fewer) appendFileSync(values.fewer, "x");
const fewer = values.fewer ? readFileSync(values.fewer).length - 1 : 0;
const tools = Array.from({ length: Number(values.tools) - fewer }, (_, index) => ({
  name: `tool-${index}`,
  inputSchema: { type: "object" },
  "x-own": true,
}));

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined || values.silent) return;
  const answer = (result) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
  if (method === "initialize") {
    const serverInfo = { name: "small", version: "1.0.0" };
    answer({
      protocolVersion: params.protocolVersion,
      capabilities: { tools: {} },
      serverInfo,
      instructions: "Be small",
    });
  } else {
    const start = Number(params?.cursor ?? 0);
    const next = start + 10 < tools.length ? { nextCursor: String(start + 10) } : {};
    answer({ tools: tools.slice(start, start + 10), ...next });
  }
});
