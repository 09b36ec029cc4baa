import { clausesOf, endangersOthers, isRefusal, refusalVerb } from "../src/model/consequence.ts";
import { defineRule, place } from "../src/rule.ts";

export default defineRule({
  id: "stray-value",
  category: "correctness",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  messages: {
    stray: "`{{name}}` stands among the servers and is none: {{consequences}}",
  },
  docs: {
    summary: "Something that is no server stands among the servers",
    why: `People leave remarks where JSON has no comments (\`"_note": "…"\`) and switch a server off by writing \`null\` in its place.
Most clients pass over what is no object. Some check the whole file first, and one such line costs every server in it; Codex and
OpenCode do not even start. Only those are reported.`,
    remedy: "Take the line out. Where the syntax has comments, write a remark as one.",
    references: ["https://learn.chatgpt.com/docs/extend/mcp", "https://opencode.ai/docs/config/"],
    bad: {
      "opencode.json": `{ "mcp": { "_note": "work only", "files": { "type": "local", "command": ["mcp-files"] } } }`,
    },
    good: {
      "opencode.json": `{ "mcp": { "files": { "type": "local", "command": ["mcp-files"] } } }`,
    },
  },
  check({ document, maps, report }) {
    for (const { name, path, readings } of maps.flatMap(({ strays }) => strays)) {
      const harmful = readings.filter(isRefusal).filter((one) => !one.file.shared && endangersOthers(one));
      if (!harmful[0]) continue;
      report({
        message: "stray",
        data: { name: name.value, consequences: clausesOf(harmful, refusalVerb) },
        at: place(document, path, name.span),
        help: "take it out; where the syntax has comments, a remark can be one",
      });
    }
  },
});
