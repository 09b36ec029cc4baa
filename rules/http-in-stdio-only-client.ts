import { clausesOf, refusalsOf, refusalVerb } from "../src/model/consequence.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "http-in-stdio-only-client",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    url: "`{{server}}` is a URL, and here only commands are started: {{consequences}}",
  },
  docs: {
    summary: "A URL in a config whose client only starts commands",
    why: `Claude Desktop starts the servers of \`claude_desktop_config.json\` as processes and cannot call a URL. Its builds of early 2026 did not
start at all with such an entry; later ones say that the entry is not valid and leave it out.`,
    remedy: `Let a bridge be the process: \`npx -y mcp-remote URL\`, with \`--allow-http\` for plain http to any host but \`localhost\` and \`127.0.0.1\`. Or add a public
https URL in Settings > Connectors; that one is called from Anthropic's cloud, not from your machine.`,
    references: [
      "https://support.claude.com/en/articles/11175166",
      "https://github.com/neon-solutions/add-mcp/pull/8",
      "https://github.com/ava-labs/builders-hub/issues/4272",
    ],
    bad: {
      "claude_desktop_config.json": `{ "mcpServers": { "memory": { "url": "http://127.0.0.1:18901/mcp" } } }`,
    },
    good: {
      "claude_desktop_config.json": `{
  "mcpServers": {
    "memory": { "command": "npx", "args": ["-y", "mcp-remote@0.15.1", "http://127.0.0.1:18901/mcp", "--transport", "http-only"] }
  }
}`,
    },
  },
  check({ entry, project, report }) {
    const refusals = refusalsOf(entry, project, ["http-unsupported"]);
    if (refusals.length === 0) return;
    report({
      message: "url",
      data: { server: entry.name.value, consequences: clausesOf(refusals, refusalVerb) },
      at: entry.url ?? entry.name,
      help: "start a bridge instead: `npx -y mcp-remote URL`",
    });
  },
});
