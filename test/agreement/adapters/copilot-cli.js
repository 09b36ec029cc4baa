import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const REFUSAL = /^(?:Error: |Warning: skipping workspace MCP config ".*?" because )(.+)/m;

/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["mcp", "list", "--json"],
  connects: false,
  prepare({ home, project }) {
    const folder = path.join(home, ".copilot");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "config.json"), JSON.stringify({ trusted_folders: [project] }));
  },
  parse({ stdout, stderr }) {
    const message = REFUSAL.exec(stderr)?.[1];
    if (message) return { servers: [], fileRefused: true, message };
    const servers = Object.entries(JSON.parse(stdout).mcpServers).map(([name, { type, enabled }]) => ({
      name,
      transport: type === "http" || type === "sse" ? type : "stdio",
      enabled,
    }));
    return { servers, fileRefused: false };
  },
};
