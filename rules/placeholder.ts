import { isBroken } from "../src/model/broken.ts";
import type { Located, ServerEntry } from "../src/model/entry.ts";
import { isPersonal } from "../src/model/personal.ts";
import { textsOf, type FieldText } from "../src/model/reference.ts";
import { isSwitchedOff } from "../src/model/started.ts";
import { partOf, wordOf } from "../src/model/words.ts";
import { referenceFor } from "../src/remedy/secret-reference.ts";
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

Configs in folders of examples are left alone, and outside of \`strict\` and \`audit\` also files of a user that lie in a
repository without their folder, such as a \`claude_desktop_config.json\` at its top: they are there to be copied. Stand-ins are no leaked secrets. They invite one, though: whoever fills them in in a file that is committed has published it.`,
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
  check({ entry, project, options, settings, report }) {
    if (isSwitchedOff(entry, project) || isBroken(entry.document) || entry.source.example) return;
    // A user's file apart from any home folder is mostly one for others to copy.
    if (entry.source.apart && settings.preset !== "strict" && settings.preset !== "audit") return;
    const found = textsOf(entry).filter(([, { value }]) => {
      return isStandInBeyondDoubt(value) || options.values.includes(value);
    });
    const [first, ...others] = found.map(([, text]): Place => labelled(withoutScheme(text), "to be replaced"));
    if (!first) return;
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    report({
      message: "unfilled",
      data: {
        server: entry.name.value,
        where: `${wordsFor(found[0]!)}${more}`,
        hold: others.length > 0 ? "hold" : "holds",
      },
      at: [first, ...others],
      help: `${remedyFor(found[0]!, entry)}, and delete what the server does not need`,
    });
  },
});

/** `Bearer` in front of it stays. */
function withoutScheme(text: Located<string>): Pick<Place, "document" | "path" | "span"> {
  const [scheme] = /^\s*(?:Bearer|Basic|Token)\s+/i.exec(text.value) ?? [];
  return scheme === undefined ? text : partOf(wordOf(text), scheme.length);
}

const words = { command: "the command", args: "an argument", cwd: "the working directory", url: "the URL" };

function wordsFor([field, { name }]: FieldText): string {
  return field === "env" || field === "headers" ? `\`${name}\`` : words[field];
}

/** A value that may be secret belongs into no file that others get. */
function remedyFor([field, { name }]: FieldText, entry: ServerEntry): string {
  if (field !== "env" && field !== "headers") return "fill it in";
  const isForOthers = field === "env" && !isPersonal(entry.source);
  const otherwise = isForOthers ? `delete the line and set \`${name}\` where the client is started from` : "fill it in";
  return referenceFor({ ...(name !== undefined && { name }) }, field, entry) ?? otherwise;
}
