// npm run new-rule NAME: writes a rule, a fixture of each kind, and registers the rule.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const id = process.argv[2];
if (!id || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
  console.error("usage: npm run new-rule NAME   (kebab-case; names what is wrong: it reads after “allow”)");
  process.exit(2);
}
const file = path.join(root, "rules", `${id}.ts`);
if (existsSync(file)) {
  console.error(`rules/${id}.ts exists already`);
  process.exit(2);
}

const rule = `import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "${id}",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    // What is wrong and what it does; what to do goes into \`help\` below.
    found: "\`{{server}}\` is named \`example\`",
  },
  docs: {
    summary: "A server is named \`example\`",
    why: "Say what it does to people, with evidence.",
    remedy: "Say how to put it right.",
    references: [],
    bad: { ".mcp.json": \`{ "mcpServers": { "example": { "command": "node", "args": ["server.js"] } } }\` },
    good: { ".mcp.json": \`{ "mcpServers": { "files": { "command": "node", "args": ["server.js"] } } }\` },
  },
  check({ entry, report }) {
    if (entry.name.value !== "example") return;
    report({
      message: "found",
      data: { server: entry.name.value },
      at: entry.name,
      help: "give it the name of what it serves",
    });
  },
});
`;
const config = (name) => `{\n  "mcpServers": {\n    "${name}": { "command": "node", "args": ["server.js"] }\n  }\n}\n`;

writeFileSync(file, rule);
for (const [name, server] of [
  ["example", "example"],
  ["valid-other-name", "files"],
]) {
  const folder = path.join(root, "fixtures/rules", id, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, ".mcp.json"), config(server));
}
execFileSync(process.execPath, [path.join(root, "scripts/generate-indexes.js")], { stdio: "inherit" });
console.log(`rules/${id}.ts and fixtures/rules/${id}/ are written.
Next: npx vitest run test/rules.test.ts -t ${id} -u, then read fixtures/rules/${id}/example/expected.txt.`);
