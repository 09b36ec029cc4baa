import { unpinnedIn } from "../src/remedy/unpinned.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "unpinned-package",
  category: "pinning",
  severity: "note",
  confidence: "high",
  presets: { recommended: true, strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    none: "`{{package}}` names no version: what runs is whatever the registry or an old cache holds at that moment",
  },
  folded: {
    none: "{{count}} packages name no version: what runs is whatever the registry or an old cache holds at that moment",
  },
  docs: {
    summary: "A server is fetched and run without a version",
    why: `\`npx some-server\` runs code from the registry with the rights of the user, and often with their tokens in its
environment. Without an exact version the code changes without anyone having decided it: in September 2025
\`postmark-mcp\` 1.0.16, after fifteen clean releases, began to send a copy of every mail to a stranger.

It cuts the other way too: \`uvx\`, and \`npx\` before npm 10, keep running a version they have in their cache, so two machines
with the same config run different servers.

This is a note in \`recommended\`, for nearly every config in the world floats, and a warning in \`strict\` and \`audit\`, which also
see servers that are switched off, examples, packages that come from the repository itself, and copies that Ruler, rulesync or AgentsMesh make from a file of their own. Versions that come from a
placeholder, files of this machine, and what \`npx\` and \`bunx\` find among the dependencies of the \`package.json\` beside the config,
where a lockfile holds the version, are not meant.`,
    remedy: `Write the exact version you have looked at, in the syntax of the launcher:

| launcher | pinned |
|---|---|
| npx, bunx, pnpm dlx, yarn dlx, dnx | \`name@<version>\` |
| uvx | \`name@<version>\`, or \`--from name==<version>\` |
| pipx run | \`name==<version>\` |
| deno | \`npm:name@<version>\`, \`jsr:@scope/name@<version>\` |

\`mcp-lint --fix\` pins what npx has on this machine already; with \`--online\`, the rest of what npm and PyPI serve is
pinned to what they say. A bot such as Renovate can then propose the updates.`,
    references: [
      "https://docs.npmjs.com/cli/v11/commands/npx",
      "https://docs.astral.sh/uv/guides/tools/#requesting-specific-versions",
      "https://github.com/redis/RedisInsight/issues/5770",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch"] } } }` },
    good: {
      ".mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch@2026.8.31"] } } }`,
    },
  },
  check(context) {
    const unpinned = unpinnedIn(context, "none");
    if (unpinned) context.report({ ...unpinned.finding, message: "none", data: { package: unpinned.name } });
  },
});
