import { shellLineOf } from "../src/model/shell-line.ts";
import { programName } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "shell-wrapper",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    command: "`{{server}}` is started through `{{shell}}`: the shell's profile and rules of quoting decide what runs",
    script: "`{{server}}` is a script for `{{shell}}`: what it starts, only the shell can tell",
  },
  docs: {
    summary: "A shell stands between the client and the server",
    why: `A client starts a program with arguments; it needs no shell for that. With one in between, variables, globs and
quotes are read a second time, a profile can change the path, a signal to stop may never reach the server, and one more process
stays for each session. A script also hides from every reader, this linter among them, which package it runs and where its secrets come from.

\`cmd /c\` on Windows is not meant: without it some clients cannot start \`npx\`.`,
    remedy: `Name the program in \`command\` and its arguments in \`args\`. What needs a shell, such as a secret from a password
manager, belongs into a script of its own that ends in \`exec\`, or behind a tool made for it (\`op run -- …\`).`,
    references: ["https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "fetch": { "command": "bash", "args": ["-lc", "uvx mcp-server-fetch@2026.8.31"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch@2026.8.31"] } } }`,
    },
  },
  check({ entry, report }) {
    const line = entry.launch && shellLineOf(entry.launch);
    if (!line) return;
    const data = { server: entry.name.value, shell: programName(line.shell) };
    const at = labelled(line.shell, "a shell");
    if (line.script) {
      report({ message: "script", data, at, help: "put it into a script file that ends in `exec`, and start that" });
    } else {
      const { program } = entry.launch!;
      report({ message: "command", data, at, help: `start \`${programName(program)}\` itself` });
    }
  },
});
