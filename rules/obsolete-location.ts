import { isProjectPattern } from "../src/clients/paths.ts";
import { obsoletePlaces } from "../src/data/obsolete-places.ts";
import type { InsteadOf, Source } from "../src/discover/source.ts";
import type { MapReader, Project, ServerMap } from "../src/model/entry.ts";
import { isOfDotfiles } from "../src/model/personal.ts";
import { isFormerPlace } from "../src/model/unread.ts";
import { moved, type Destination } from "../src/remedy/moved.ts";
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
Windsurf had no file for one project before it became Devin Desktop. The servers in them never start, and nothing says so.

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
  check({ source, document, maps, project, report }) {
    // Nobody meant what a plugin manager brought along.
    if (source.generated === "installed-plugin") return;
    const filled = maps.filter(({ entries }) => entries.length > 0);
    const places = filled.map(({ path, keySpan }) => place(document, path, keySpan));
    if (source.mistaken && places[0]) {
      const { note } = source.mistaken;
      const at: [Place, ...Place[]] = [places[0], ...places.slice(1)];
      const destination = destinationOf(source, project);
      const [{ path }] = filled as [ServerMap];
      const entries = filled.flatMap((map) => map.entries);
      const help = moved(entries, document, path, destination, project);
      report({ message: "place", data: { note }, at, help });
      return;
    }
    for (const [index, { path, readers, entries }] of filled.entries()) {
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
        help: moved(entries, document, path, presentPlace(owner, source), project),
      });
    }
  },
});

/** Where the client looks instead: of the project, or of the user whose file this is. */
function destinationOf({ shown, mistaken }: Source, project: Project): Destination {
  const { pattern, home, instead } = mistaken!;
  const shownAt = ({ path }: InsteadOf): string => shown.slice(0, -pattern.length) + path;
  const there = new Set(project.documents.map(({ source }) => source.shown));
  const chosen = instead.find((one) => there.has(shownAt(one))) ?? instead.at(-1);
  const isOfUser = shown === `~/${pattern}` || !shown.endsWith(pattern) || isOfDotfiles(project);
  return isOfUser || !chosen ? { ...home, shown: home.path } : { ...chosen, shown: shownAt(chosen) };
}

/** Where the client looks today: of a project or of the user, as the old place was. */
function presentPlace({ client, file }: MapReader, { shown }: Source): Destination {
  const old = file.paths.find((path) => isProjectPattern(path) && shown.endsWith(path));
  const others = client.files.filter(({ scope, shared }) => scope !== "legacy" && !shared);
  const places = others.flatMap((file) => file.paths.map((path) => ({ client, file, path })));
  const fitting = places.filter(({ path }) => isProjectPattern(path) === (old !== undefined));
  // Insiders keep theirs in a folder of their own.
  const beside = fitting.find(({ path }) => shown.includes(`/${path.split("/").slice(-3, -1).join("/")}/`));
  const chosen = beside ?? fitting[0] ?? places[0]!;
  const path = chosen.path.replace(/^\$\{\w+:-([^}]+)\}/, "$1").replace(/^<[\w-]+>\//, "");
  return { ...chosen, shown: old === undefined ? path : shown.slice(0, -old.length) + path };
}
