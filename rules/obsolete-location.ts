import { isProjectPattern } from "../src/clients/paths.ts";
import { obsoletePlaces } from "../src/data/obsolete-places.ts";
import type { Source } from "../src/discover/source.ts";
import type { MapReader } from "../src/model/entry.ts";
import { isFormerPlace } from "../src/model/unread.ts";
import { defineRule, place, type Place } from "../src/rule.ts";

export default defineRule({
  id: "obsolete-location",
  category: "syntax",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  unread: true,
  messages: {
    place: "No client reads servers from this file by itself: {{note}}",
    former: "{{client}} {{now}}",
  },
  docs: {
    summary: "Servers in a file where their client does not look, or no longer does",
    why: `Some files are mistaken for configs: Claude Code reads no servers from \`.claude/settings.json\` nor \`.claude/mcp.json\`, and
Windsurf has no file for one project. The servers in them never start, and nothing says so.

Other files were the right ones once. VS Code keeps its servers in \`mcp.json\` now; what still stands in \`settings.json\` is moved away,
and with it what a dotfiles repository thinks is there.`,
    remedy: "Move the servers to the file that is named.",
    references: [
      "https://code.visualstudio.com/docs/agent-customization/mcp-servers",
      "https://github.com/anthropics/claude-code/issues/37245",
      "https://github.com/anthropics/claude-code/issues/29824",
    ],
    bad: {
      ".vscode/settings.json": `{ "mcp": { "servers": { "memory": { "command": "mcp-memory" } } } }`,
    },
    good: { ".vscode/mcp.json": `{ "servers": { "memory": { "command": "mcp-memory" } } }` },
  },
  check({ source, document, maps, report }) {
    // Nobody meant what a plugin manager brought along.
    if (source.generated === "installed-plugin") return;
    const filled = maps.filter(({ entries }) => entries.length > 0);
    const places = filled.map(({ path, keySpan }) => place(document, path, keySpan));
    if (source.mistaken && places[0]) {
      const { note } = source.mistaken;
      const at: [Place, ...Place[]] = [places[0], ...places.slice(1)];
      report({ message: "place", data: { note }, at, help: "move the servers there" });
      return;
    }
    for (const [index, { readers }] of filled.entries()) {
      const [owner] = readers;
      const now = owner && obsoletePlaces[owner.client.id];
      // Forks of VS Code have the same folders and not its servers.
      if (/(?:^|\/)(?!Code)[^/]+\/User\/settings\.json$/.test(source.shown)) continue;
      if (!owner || now === undefined || !isFormerPlace(readers)) continue;
      const data = { client: owner.client.name, now };
      report({
        message: "former",
        data,
        at: places[index]!,
        help: `move the servers to \`${presentPlace(owner, source)}\``,
      });
    }
  },
});

/** Where the client looks today: of a project or of the user, as the old place was. */
function presentPlace({ client, file }: MapReader, { shown }: Source): string {
  const isOfProject = file.paths.some((path) => isProjectPattern(path) && shown.endsWith(path));
  const others = client.files.filter(({ scope, shared }) => scope !== "legacy" && !shared);
  const paths = others.flatMap(({ paths }) => paths);
  const fitting = paths.filter((one) => isProjectPattern(one) === isOfProject);
  // Insiders keep theirs in a folder of their own.
  const beside = fitting.find((one) => shown.includes(`/${one.split("/").slice(-3, -1).join("/")}/`));
  const path = beside ?? fitting[0] ?? paths[0] ?? "";
  return path.replace(/^\$\{\w+:-([^}]+)\}/, "$1").replace(/^<[\w-]+>\//, "");
}
