import { unpinnedIn } from "../src/remedy/unpinned.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "git-source",
  category: "pinning",
  severity: "note",
  confidence: "high",
  presets: { recommended: true, strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    source: "`{{source}}` names no {{revision}}: what runs is whatever stands there at that moment",
    folder: "`{{source}}` starts nothing: npm takes no folder of a repository, and looks for a repository of this name",
  },
  folded: {
    source: "{{count}} sources name no fixed revision: what runs is whatever stands there at that moment",
    folder: "{{count}} sources start nothing: npm takes no folder of a repository",
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
    const { finding, written, package: found } = unpinned;
    const { launcher } = context.entry.launch!;
    if ((launcher === "npx" || launcher === "npm-exec") && folderInRepository.test(found.name)) {
      const help = "start the package that is published from there, or a program in a copy of the repository";
      context.report({
        at: labelled(found.word, "no repository"),
        severity: "warning",
        message: "folder",
        data: { source: written },
        help,
      });
      return;
    }
    const revision = found.registry === "git" ? "commit" : "version";
    context.report({ ...finding, message: "source", data: { source: written, revision } });
  },
});

/** npm takes all but the last part for the owner. A group at GitLab may well hold others. */
const folderInRepository = /^(?:github|bitbucket):[^/]+\/[^/]+\/./;
