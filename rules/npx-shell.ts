import { programName } from "../src/model/words.ts";
import type { Launch, Word } from "../src/model/launch.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "npx-shell",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    call: "`{{option}}` hands its text to a shell: the line can run anything, not only the package",
  },
  docs: {
    summary: "`npx` is given a line for a shell",
    why: `\`npx -c "…"\` (\`--call\`) starts a shell with the programs of the package in reach. It looks like the start of one
package and is a shell script; checks that only read the name of the package pass it by.`,
    remedy: "Name the program itself: `npx -y --package NAME PROGRAM …`.",
    references: ["https://docs.npmjs.com/cli/v11/commands/npx", "https://github.com/affaan-m/agentshield/issues/48"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "acme": { "command": "npx", "args": ["-y", "-p", "@acme/mcp@1.4.0", "-c", "acme-mcp --stdio"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "acme": { "command": "npx", "args": ["-y", "-p", "@acme/mcp@1.4.0", "acme-mcp", "--stdio"] } } }`,
    },
  },
  check({ entry, report }) {
    const option = entry.launch && callOf(entry.launch);
    if (!option) return;
    report({
      message: "call",
      data: { option: option.value.replace(/=[^]*$/, "") },
      at: labelled(option, "starts a shell"),
      help: "name the program itself, without a shell",
    });
  },
});

function callOf({ launcher, flags, wrappers, words }: Launch): Word | undefined {
  const isCall = ({ value }: Word): boolean => /^(?:-c|--call(?:=[^]*)?)$/.test(value);
  if (launcher === "npx" || launcher === "npm-exec") return flags.find(isCall);
  // Where the line is one simple command, the launch is that of the command.
  return wrappers.some(({ word }) => programName(word) === "npx") ? words.find(isCall) : undefined;
}
