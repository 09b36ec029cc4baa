import type { DocumentOp } from "../src/edit/op.ts";
import { isBroken } from "../src/model/broken.ts";
import type { ServerEntry } from "../src/model/entry.ts";
import type { Launch, Word } from "../src/model/launch.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "npx-no-yes",
  category: "correctness",
  severity: "note",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    asks: "`{{launcher}}` without `--yes` asks before it installs `{{package}}`: it waits at a terminal, and fails where an `.npmrc` says `yes=false`",
  },
  folded: {
    asks: "{{count}} packages are run by `npx` without `--yes`, which asks before it installs",
  },
  docs: {
    summary: "`npx` is not told to install without asking",
    why: `Before \`npx\` installs a package that is not in its cache it asks "Ok to proceed?". It is often said that MCP servers
hang at this question. They do not: a client gives the server a pipe for its input, and npm from version 7 on asks nobody
where the input is no terminal; it warns on stderr and installs (seen with npm 11).

What remains: the command waits when a person tries it at a terminal, the first start writes a warning into the client's
log, and an \`.npmrc\` with \`yes=false\` turns the missing answer into a refusal. Hence a note, and only in \`strict\`.

\`--no\`, \`--no-install\` and \`--offline\` say the opposite on purpose and are left alone.`,
    remedy: "Put `-y` before the package; behind it, it would go to the server.",
    references: ["https://docs.npmjs.com/cli/v11/commands/npm-exec"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["@modelcontextprotocol/server-memory"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory"] } } }`,
    },
  },
  check({ entry, report }) {
    const { launch } = entry;
    if (launch?.launcher !== "npx" && launch?.launcher !== "npm-exec") return;
    const found = launch.package;
    if (!found || found.registry === "path" || found.pin === "placeholder" || answered(entry)) return;
    const op = withYes(launch);
    report({
      message: "asks",
      data: { launcher: launch.launcher === "npx" ? "npx" : "npm exec", package: found.name },
      at: labelled(launch.program, "no `--yes`"),
      help: "put `-y` before the package",
      ...(op && { fix: { title: "put `-y` before the package", safety: "safe", ops: [op] } }),
    });
  },
});

/** Is npm told what to do, one way or the other? */
function answered({ launch, env }: ServerEntry): boolean {
  // Unlike npx, `npm exec` reads options behind the package too.
  const own = launch!.launcher === "npx" ? launch!.flags : untilSeparator(launch!.words);
  return (
    own.some(({ value }) => /^(?:-[a-z]*y[a-z]*|--(?:no-)?yes(?:=.*)?|--no|--no-install|--offline)$/.test(value)) ||
    env.some(({ name }) => /^npm_config_(?:yes|offline)$/i.test(name))
  );
}

/** Right behind `npx` or `npm exec`, where no option takes it for its value. */
function withYes({ launcher, program, words }: Launch): DocumentOp | undefined {
  const start = words.indexOf(program);
  const at = launcher === "npx" ? start : words.findIndex(({ value }, i) => i > start && /^(?:exec|x)$/.test(value));
  const [before, next] = [words[at], words[at + 1]];
  if (!before || !next || isBroken(before.document)) return undefined;
  const { file } = before.document;
  if (before.path.join("\0") === next.path.join("\0")) {
    return { op: "splice", file, path: before.path, start: before.end, end: before.end, text: " -y" };
  }
  return typeof next.path.at(-1) === "number" ? { op: "insert", file, path: next.path, value: "-y" } : undefined;
}

function untilSeparator(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex(({ value }) => value === "--");
  return end === -1 ? words : words.slice(0, end);
}
