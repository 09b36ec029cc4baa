// npm run new-client ID: writes a client to fill in, and registers it.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const id = process.argv[2];
if (!id || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
  console.error("usage: npm run new-client ID   (kebab-case: the name of the program)");
  process.exit(2);
}
const file = path.join(root, "src/clients", `${id}.ts`);
if (existsSync(file)) {
  console.error(`src/clients/${id}.ts exists already`);
  process.exit(2);
}

const name = id.replaceAll(/(?:^|-)(.)/g, (match) => match.replace("-", " ").toUpperCase());
const client = `import type { Client } from "./client.ts";
// Shapes and families that clients share. What only this client does belongs into this file.
import { http, sse, stdio, typed } from "./dialects.ts";
// strictJson, commentedJson, jsonc, json5, toml, yaml or frontMatter: what the client's own parser accepts.
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "${id}",
  name: "${name}",
  vendor: "${name}",
  priority: 3,
  // source, docs, two-third-parties or one-third-party. With the last, every file below must have \`rewrite: "never"\`.
  certainty: "docs",
  // The version or date the facts were checked against.
  checked: "1.0.0",
  // The page a user should read first, then others; \`npm NAME@VERSION\` for a program that was read or run.
  references: ["https://example.com/docs/mcp"],
  files: [
    // A path with \`~/\` is the user's, one without a root is looked for in every folder of a repository. The others are
    // explained at \`ConfigFile.paths\`. A file that belongs to another client as well has \`shared: true\` here.
    { scope: "user", paths: ["~/.${id}/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".${id}/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, cwd: "cwd" },
      http: { ...http, typeRequired: false, otherKeys: { oauth: "object" } },
      sse,
      // What the client does with entries that are not quite right. \`unknown\` is an honest answer.
      bareUrl: "http",
      commandAndUrl: "unknown",
      leftoverStdioKeys: "unknown",
      unknownType: "unknown",
      // Every other key that is read, with a word on each.
      otherKeys: { disabled: "bool", timeout: "ms" },
      disable: { key: "disabled", value: true },
      // Where variables are expanded; without this line nothing is known.
      placeholders: { syntaxes: ["\${VAR}"], fields: ["env", "headers"], unset: "literal", known: true },
    },
  },
  // Traps worth telling a user, one sentence each.
  pitfalls: ["\`type: streamable-http\` is not known."],
};

export default client;
`;

writeFileSync(file, client);
execFileSync(process.execPath, [path.join(root, "scripts/generate-indexes.js")], { stdio: "inherit" });
console.log(`src/clients/${id}.ts is written and registered.
Next: put the facts in, then npx vitest run test/clients.`);
