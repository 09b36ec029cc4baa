import { clausesOf, refusalsOf, refusalVerb, type Refusal, type Verb } from "../src/model/consequence.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { culpritsOf, misfitsOf, shapeFor, type Misfit, type Wanted } from "../src/model/shape.ts";
import { spelled } from "../src/model/spelling.ts";
import { reshaped } from "../src/remedy/reshaped.ts";
import { defineRule, place, type Place } from "../src/rule.ts";

const wantedWords: Readonly<Record<Wanted, string>> = {
  text: "a string",
  list: "a list of strings",
  map: "a map of strings",
  command: "a string",
};

export default defineRule({
  id: "args-type",
  category: "correctness",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    shape: "In `{{server}}`, {{misfits}}: {{consequences}}",
  },
  folded: {
    shape: "{{count}} servers have values of a type that is refused",
  },
  docs: {
    summary: "A value of a type that its client refuses",
    why: `\`"args": "-y some-server"\` is no list, \`"env": { "PORT": 8080 }\` holds a number. A client that checks its config refuses
the entry, and Cursor, OpenCode and Codex every other server with it. Others start the server without the value.

Reported is only what a client in use here is known to refuse.`,
    remedy: "Write lists as lists and numbers in quotes; `--fix` does where it is clear what was meant.",
    references: ["https://code.claude.com/docs/en/mcp", "https://learn.chatgpt.com/docs/extend/mcp"],
    bad: {
      ".cursor/mcp.json": `{ "mcpServers": { "web": { "command": "web-mcp", "args": "--stdio", "env": { "PORT": 8080 } } } }`,
    },
    good: {
      ".cursor/mcp.json": `{ "mcpServers": { "web": { "command": "web-mcp", "args": ["--stdio"], "env": { "PORT": "8080" } } } }`,
    },
  },
  check({ entry, project, report }) {
    const refusals = refusalsOf(entry, project, ["bad-shape"]).filter((one) => misfitsIn(entry, one).length > 0);
    const misfits = refusals[0] ? misfitsIn(entry, refusals[0]) : [];
    const [first, ...others] = misfits.flatMap(culpritsOf).map(({ path, node }): Place => {
      return place(entry.document, [...entry.path, ...path], node.span);
    });
    if (!first) return;
    const fix = reshaped(entry, project, refusals, misfits);
    report({
      message: "shape",
      data: {
        server: entry.name.value,
        misfits: misfits.map(described).join(", "),
        consequences: clausesOf(refusals, verbOf),
      },
      at: [first, ...others],
      help: misfits.some(({ wanted }) => wanted) ? `write ${adviceFor(misfits)}` : "delete the key",
      ...(fix && { fix }),
    });
  },
});

/** After a value was spoken of, "it" would be that. */
function verbOf(refusal: Refusal): Verb {
  const [one, several] = refusalVerb(refusal);
  return [one.replace(/ it$/, " the server"), several.replace(/ it$/, " the server")];
}

function misfitsIn({ node }: ServerEntry, { dialect, transport }: Reading): readonly Misfit[] {
  const shape = shapeFor(dialect, transport);
  return shape ? misfitsOf(node, shape) : [];
}

function described({ path, wanted }: Misfit): string {
  return `\`${spelled(path)}\` ${wanted ? `is not ${wantedWords[wanted]}` : "does not belong here"}`;
}

function adviceFor(misfits: readonly Misfit[]): string {
  return [...new Set(misfits.flatMap(({ wanted }) => (wanted ? [wantedWords[wanted]] : [])))].join(" and ");
}
