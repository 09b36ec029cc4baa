import { unpinnedIn } from "../src/remedy/unpinned.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "floating-selector",
  category: "pinning",
  severity: "note",
  confidence: "high",
  presets: { recommended: true, strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    tag: "`{{package}}` follows the tag `{{version}}`: the next release runs here unasked, a hijacked one too",
    range: "`{{package}}` is given as a range: the next release that fits runs here unasked",
  },
  folded: {
    tag: "{{count}} packages follow a tag: the next release runs here unasked, a hijacked one too",
    range: "{{count}} packages are given as a range: the next release that fits runs here unasked",
  },
  docs: {
    summary: "A version that moves by itself: a tag or a range",
    why: `\`@latest\` looks like a version and is the opposite of one: a start asks the registry and runs what is newest. A range
(\`^1.2\`, \`1\`, \`>=2025.1\`) does the same within its bounds. A release that somebody else put out, by mistake or with a stolen
token, is on every machine the next morning.

Like \`unpinned-package\` this is a note in \`recommended\` and a warning in \`strict\` and \`audit\`.`,
    remedy: `Write the exact version you have looked at. \`mcp-lint --fix=all\` pins to what is on this machine, and with \`--online\`
to what npm and PyPI say; it is not among the safe fixes, for the tag may lead elsewhere by then.`,
    references: [
      "https://docs.npmjs.com/adding-dist-tags-to-packages",
      "https://github.com/npm/node-semver#ranges",
      "https://docs.astral.sh/uv/guides/tools/#requesting-specific-versions",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "browser": { "command": "npx", "args": ["-y", "@playwright/mcp@latest"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "browser": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] } } }`,
    },
  },
  check(context) {
    const unpinned = unpinnedIn(context, "tag", "range");
    if (!unpinned) return;
    const { name, finding } = unpinned;
    const { version = "", pin } = unpinned.package;
    if (pin === "tag") context.report({ ...finding, message: pin, data: { package: name, version } });
    else context.report({ ...finding, message: "range", data: { package: name } });
  },
});
