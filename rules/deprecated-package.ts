import { retiredPackage } from "../src/data/retired-packages.ts";
import { isSwitchedOff } from "../src/model/started.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "deprecated-package",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    retired: "`{{package}}` is no longer maintained: nobody mends what is found wrong with it",
    invented: "`{{package}}` is not in the registry: the server cannot start",
  },
  folded: {
    retired: "{{count}} packages are no longer maintained: nobody mends what is found wrong with them",
    invented: "{{count}} packages are not in the registry: their servers cannot start",
  },
  docs: {
    summary: "A server runs a package that its authors have given up, or that does not exist",
    why: `The first servers of the protocol were written to show how it is done, and most of them were archived in May 2025, with the words
"no security updates or bug fixes will be provided". Their packages stay in the registry, so that nothing tells a config that runs
them: no message, no update, and a token of GitHub or Slack in the environment of code that nobody looks after.

Assistants and guides also name packages that sound right and are none, such as \`@modelcontextprotocol/server-fetch\`.

Only packages whose authors say so themselves are reported as given up, wherever they run from: npx, uvx or pipx. Those that your own people have given up can be added to the config, under \`data.retired\`.`,
    remedy:
      "Go to what the finding names. Names and arguments of tools differ, so look at the permissions you have given by name.",
    references: [
      "https://github.com/modelcontextprotocol/servers-archived",
      "https://github.com/modelcontextprotocol/servers#-archived",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "github": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-github@2025.4.8"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "github": { "type": "http", "url": "https://api.githubcopilot.com/mcp/" } } }`,
    },
  },
  check({ entry, project, settings, report }) {
    const found = entry.launch?.package;
    const retired = found && retiredPackage(found.registry, found.name, settings.data?.retired);
    if (!retired || isSwitchedOff(entry, project)) return;
    const takesUrls = entry.ownReadings.length === 0 || entry.ownReadings.some(({ dialect }) => dialect.http);
    report({
      message: retired.invented ? "invented" : "retired",
      data: { package: found.name },
      at: labelled(found.word, retired.invented ? "not there" : "given up"),
      help: takesUrls ? retired.instead : (retired.insteadWithoutUrl ?? retired.instead),
      notes: [`see ${retired.source}`],
    });
  },
});
