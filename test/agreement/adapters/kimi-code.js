import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const UNAVAILABLE = /mcp server unavailable {2}server=(\S+) transport=(\S+)/g;
const REFUSAL = /mcp config initial load failed\s+\w+: (.+?)(?:: \[[^]*?"message": "(.+)")?\n/;

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
  prepare({ home, project }) {
    const folder = path.join(home, ".kimi-code");
    mkdirSync(path.join(folder, "workspace-trust"), { recursive: true });
    writeFileSync(path.join(folder, "config.toml"), MODEL);
    const hash = createHash("sha256").update(project).digest("hex").slice(0, 12);
    const trust = { root: project, trustedAt: new Date().toISOString() };
    writeFileSync(path.join(folder, `workspace-trust/wd_project_${hash}`), JSON.stringify(trust));
  },
  parse(_said, { home }) {
    const log = readFileSync(path.join(home, ".kimi-code/logs/kimi-code.log"), "utf8");
    const servers = [...log.matchAll(UNAVAILABLE)].map(([, name, transport]) => ({ name, transport, reached: false }));
    const [, refusal, detail] = REFUSAL.exec(log) ?? [];
    if (!refusal) return { servers, fileRefused: false };
    return { servers, fileRefused: true, message: detail ? `${refusal}: ${detail}` : refusal };
  },
};
