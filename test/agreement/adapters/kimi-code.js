import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const UNAVAILABLE = /mcp server unavailable {2}server=(\S+) transport=(\S+)/g;
const REFUSAL = /mcp config initial load failed\s+\w+: (.+)/;

// Kimi loads its servers inside a session only; a model that answers 404 ends one at once.
const MODEL = `
default_model = "absent"
[providers.absent]
type = "openai"
base_url = "http://127.0.0.1:18901/model"
api_key = "none"
[models.absent]
provider = "absent"
model = "absent"
max_context_size = 1000
`;

/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["--prompt", "hello"],
  connects: true,
  prepare({ home }) {
    mkdirSync(path.join(home, ".kimi-code"), { recursive: true });
    writeFileSync(path.join(home, ".kimi-code/config.toml"), MODEL);
  },
  parse(_said, { home }) {
    const log = readFileSync(path.join(home, ".kimi-code/logs/kimi-code.log"), "utf8");
    const servers = [...log.matchAll(UNAVAILABLE)].map(([, name, transport]) => ({ name, transport, reached: false }));
    const message = REFUSAL.exec(log)?.[1];
    return { servers, fileRefused: message !== undefined, ...(message && { message }) };
  },
};
