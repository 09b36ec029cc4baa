import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const STATUS_LINE = /^(.+?): (?:.*? \((HTTP|SSE)\)|.*) - [✔✘]/;
const DIAGNOSTIC = /\[(Error|Warning)\] (.+)/;

/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["mcp", "list"],
  connects: true,
  prepare({ home, project }) {
    const state = path.join(home, ".claude.json");
    const trusted = { projects: { [project]: { hasTrustDialogAccepted: true } } };
    if (!existsSync(state)) writeFileSync(state, JSON.stringify(trusted));
    mkdirSync(path.join(project, ".claude"));
    writeFileSync(path.join(project, ".claude/settings.local.json"), '{ "enableAllProjectMcpServers": true }');
  },
  parse({ stdout, stderr }) {
    const lines = `${stdout}\n${stderr}`.split("\n");
    const servers = lines.flatMap((line) => {
      const [, name, transport] = STATUS_LINE.exec(line) ?? [];
      return name ? [{ name, transport: transport?.toLowerCase() ?? "stdio", reached: false }] : [];
    });
    const [, severity, message] = DIAGNOSTIC.exec(stdout + stderr) ?? [];
    return { servers, fileRefused: severity === "Error" && servers.length === 0, ...(message && { message }) };
  },
};
