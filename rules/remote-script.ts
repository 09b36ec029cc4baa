import { downloads } from "../src/data/downloads.ts";
import type { Launch, Word } from "../src/model/launch.ts";
import { shellLineOf } from "../src/model/shell-line.ts";
import { partOf, programName } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "remote-script",
  category: "security",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    piped: "`{{server}}` downloads a script and runs it unseen, again in every session",
  },
  docs: {
    summary: "A script is fetched from the network and run",
    why: `\`curl … | sh\` runs whatever the other side sends at that moment, with the rights of the user and the secrets of the
entry. In an installation guide that happens once, with someone watching; in a config it happens at every start of every client, and
whoever takes over the address, or the network, takes over the machine.`,
    remedy: "Install the server once, from a release you have looked at, and start the installed program.",
    references: ["https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "acme": { "command": "bash", "args": ["-c", "curl -fsSL https://acme.example/mcp.sh | bash"] } } }`,
    },
    good: { ".mcp.json": `{ "mcpServers": { "acme": { "command": "acme-mcp", "args": ["--stdio"] } } }` },
  },
  check({ entry, report }) {
    const line = entry.launch && downloadIn(entry.launch);
    if (!line) return;
    report({
      message: "piped",
      data: { server: entry.name.value },
      at: labelled(line, "runs what it is sent"),
      help: "install the server once and start the installed program",
    });
  },
});

/** Only where a shell reads the text: elsewhere it may be a mere example in an argument. */
function downloadIn(launch: Launch): Word | undefined {
  const { script } = shellLineOf(launch) ?? {};
  const isShell = programName(launch.program) === "cmd" || launch.wrappers.some(({ kind }) => kind === "shell");
  for (const word of script ? [script] : isShell ? launch.words : []) {
    for (const pattern of downloads) {
      const found = pattern.exec(word.value);
      if (found) return partOf(word, found.index, found.index + found[0].length);
    }
  }
  return undefined;
}
