import { holdsLine } from "../src/model/command-form.ts";
import type { ServerEntry } from "../src/model/entry.ts";
import { placeholdersOf } from "../src/model/placeholders.ts";
import { namesOf } from "../src/model/relevance.ts";
import { startingReadings } from "../src/model/started.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "missing-command",
  category: "correctness",
  severity: "warning",
  confidence: "medium",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    name: "`{{program}}` is in no folder of PATH: {{clients}} cannot start `{{server}}`",
    path: "There is no program at the path that `{{server}}` names: {{clients}} cannot start it",
  },
  docs: {
    summary: "A program that is not on this machine",
    why: `Servers outlive the programs they need: a runtime was removed, a folder moved, a config copied from another machine. The entry
fails at every start of every client, and most show that nowhere.

Looked at only with \`--machine\`, on the machine itself. A program that is found here may still be missing for a client started from
the desktop, whose PATH is shorter: that of \`nvm\`, \`mise\` and Homebrew is set by the shell.`,
    remedy: "Install the program, name it by its full path, or take the entry out.",
    references: [
      "https://github.com/modelcontextprotocol/servers/issues/64",
      "https://modelcontextprotocol.io/docs/tools/debugging",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch@2026.8.31"] } } }` },
    good: { ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "https://docs.example.com/mcp" } } }` },
  },
  check({ entry, project, report }) {
    const { command, name } = entry;
    const { machine } = project;
    if (!machine || !command || isUnknowable(entry) || machine.hasProgram(command.value)) return;
    const readings = startingReadings(entry, project);
    if (readings.length === 0) return;
    const isPath = /[\\/]/.test(command.value);
    const finding = { at: labelled(command, "not found"), help: "install it, or take the entry out" };
    const data = { server: name.value, clients: namesOf(readings) };
    if (isPath) report({ ...finding, message: "path", data });
    else report({ ...finding, message: "name", data: { ...data, program: command.value } });
  },
});

/** Where it is looked for is only known at the start, or the entry is none of this machine. */
function isUnknowable(entry: ServerEntry): boolean {
  const { command, env, source } = entry;
  const text = command!.value;
  const isRelative = /[\\/]/.test(text) && !/^(?:[\\/]|[A-Za-z]:)/.test(text);
  const isTemplate = source.generated !== undefined && source.madeFrom === undefined;
  const isOwnPath = env.some(({ name }) => name.toUpperCase() === "PATH");
  return isRelative || isOwnPath || holdsLine(entry) || isTemplate || placeholdersOf(text).length > 0;
}
