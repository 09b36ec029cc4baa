import { isBroken } from "../src/model/broken.ts";
import type { Located, ServerEntry } from "../src/model/entry.ts";
import { isExample } from "../src/model/personal.ts";
import { isSwitchedOff } from "../src/model/started.ts";
import { isStandInBeyondDoubt } from "../src/secrets/stand-in.ts";
import { texts } from "../src/option.ts";
import { defineRule, labelled, type Place } from "../src/rule.ts";

export default defineRule({
  id: "placeholder",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    unfilled: "`{{server}}` is not filled in: {{where}} still {{hold}} a stand-in",
  },
  folded: {
    unfilled: "{{count}} servers are not filled in: values are only there to be replaced",
  },
  options: {
    values: texts("Further texts that are there to be replaced"),
  },
  docs: {
    summary: "A value from a guide that was never replaced",
    why: `\`YOUR_API_KEY_HERE\`, \`<token>\` and \`/path/to/server\` come from installation guides. The server starts with them, in every
session, and fails at its first call, or at its start; the agent only sees tools that do not work.

Configs in folders of examples are left alone. Stand-ins are no leaked secrets. They invite one, though: whoever fills them in in a file that is committed has published it.`,
    remedy: `Refer to a variable in the way of the client (\`\${VAR}\`, \`\${env:VAR}\`, see \`ref-syntax\`), so that everyone fills in
their own; delete what the server does not need.`,
    references: ["https://code.claude.com/docs/en/mcp#environment-variable-expansion-in-mcp-json"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "search": { "command": "search-mcp", "env": { "SEARCH_API_KEY": "YOUR_API_KEY_HERE" } } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "search": { "command": "search-mcp", "env": { "SEARCH_API_KEY": "\${SEARCH_API_KEY}" } } } }`,
    },
  },
  check({ entry, project, options, report }) {
    if (isSwitchedOff(entry, project) || isBroken(entry.document) || isExample(entry.source)) return;
    const found = textsOf(entry).filter(({ value }) => isStandInBeyondDoubt(value) || options.values.includes(value));
    const [first, ...others] = found.map((text): Place => labelled(text, "to be replaced"));
    if (!first) return;
    const { name } = found[0]!;
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    report({
      message: "unfilled",
      data: {
        server: entry.name.value,
        where: `${name === undefined ? "a value" : `\`${name}\``}${more}`,
        hold: others.length > 0 ? "hold" : "holds",
      },
      at: [first, ...others],
      help: "refer to a variable instead, and delete what the server does not need",
    });
  },
});

function textsOf({
  command,
  args,
  env,
  cwd,
  url,
  headers,
}: ServerEntry): readonly (Located<string> & { name?: string })[] {
  return [...[command, ...args, cwd, url].filter((text) => text !== undefined), ...env, ...headers];
}
