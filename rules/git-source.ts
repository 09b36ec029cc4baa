import { unpinnedIn } from "../src/remedy/unpinned.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "git-source",
  category: "pinning",
  severity: "note",
  confidence: "high",
  presets: { recommended: true, strict: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    source: "`{{package}}` names no {{revision}}: what runs is whatever stands there at that moment",
  },
  folded: {
    source: "{{count}} sources name no fixed revision: what runs is whatever stands there at that moment",
  },
  docs: {
    summary: "Code from a repository or a URL that names no revision",
    why: `\`uvx --from git+https://…\` and \`npx github:owner/name\` run the newest commit of a branch: whoever can push there, or takes
over the account, runs code on this machine at the next start. There is no review in between, and no record of what ran. A branch or
a tag can be moved as well; only a commit stays what it is.

This is a note in \`recommended\` and a warning in \`strict\` and \`audit\`. A tag named after a release (\`@v1.4.2\`) is only spoken of there.`,
    remedy: `End the source in a commit: \`#<commit>\` (npm), \`@<commit>\` (Python). For a script from a URL, use an address with a
version in it, or keep the file.`,
    references: [
      "https://docs.npmjs.com/cli/v11/configuring-npm/package-json#git-urls-as-dependencies",
      "https://docs.astral.sh/uv/guides/tools/#requesting-different-sources",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "serena": { "command": "uvx", "args": ["--from", "git+https://github.com/oraios/serena", "serena"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "serena": { "command": "uvx", "args": ["--from", "git+https://github.com/oraios/serena@ad5b6a1f0e2c4d8b9a7f6e5d4c3b2a1908f7e6d5", "serena"] } } }`,
    },
  },
  check(context) {
    const unpinned = unpinnedIn(context, "source");
    if (!unpinned) return;
    const revision = unpinned.package.registry === "git" ? "commit" : "version";
    context.report({ ...unpinned.finding, message: "source", data: { package: unpinned.name, revision } });
  },
});
