import type { Client } from "../src/clients/client.ts";
import { isProjectPattern } from "../src/clients/paths.ts";
import type { Located, ServerEntry } from "../src/model/entry.ts";
import type { Word } from "../src/model/launch.ts";
import { projectFolders } from "../src/estimate/project-folders.ts";
import { namesOf } from "../src/model/relevance.ts";
import { startingReadings } from "../src/model/started.ts";
import { defineRule, labelled, type Place } from "../src/rule.ts";

export default defineRule({
  id: "prefer-project-scope",
  category: "cost",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    one: "`{{server}}` works on `{{folder}}` alone, and sessions of {{clients}} start it in every other project as well",
  },
  docs: {
    summary: "A server of one project is started in all of them",
    why: `What stands in the config of a user is started by every session, whatever it works on. A server that was given the
folder, the database or the credentials of one project then runs in all others too, where it only costs memory and puts
tools into the context that lead to the wrong place.

A server is meant whose arguments or variables name one project that is known here, by a config of its own or from what
a client remembers, and no other. Where the server itself lies does not count.`,
    remedy: `Move the entry into the config of that project, or, for Claude Code, into its private part of it with
\`claude mcp add --scope local\`.`,
    references: ["https://github.com/anthropics/claude-code/issues/82952", "https://code.claude.com/docs/en/mcp"],
    bad: {
      ".claude.json": `{
  "mcpServers": {
    "database": { "command": "uvx", "args": ["mcp-server-sqlite@1.0.0", "--db-path", "/home/ada/shop/orders.db"] }
  },
  "projects": { "/home/ada/shop": {}, "/home/ada/blog": {} }
}`,
    },
    good: {
      ".claude.json": `{
  "mcpServers": {},
  "projects": {
    "/home/ada/shop": {
      "mcpServers": {
        "database": { "command": "uvx", "args": ["mcp-server-sqlite@1.0.0", "--db-path", "/home/ada/shop/orders.db"] }
      }
    },
    "/home/ada/blog": {}
  }
}`,
    },
  },
  check({ entry, project, report }) {
    const readings = startingReadings(entry, project).filter(({ file }) => file.scope === "user");
    const [first] = readings;
    if (!first) return;
    const home = project.manifest?.platform.home;
    const found = valuesOf(entry).flatMap(({ value, place }) => {
      const path = absolute(value, home);
      const folder = path === undefined ? undefined : projectFolders(project).find((each) => isWithin(path, each));
      return folder === undefined ? [] : [{ folder, place }];
    });
    const [only, ...others] = new Set(found.map(({ folder }) => folder));
    if (only === undefined || others.length > 0) return;
    const config = projectConfigOf(first.client);
    report({
      message: "one",
      data: { server: entry.name.value, folder: only, clients: namesOf(readings) },
      at: labelled(found[0]!.place, "one project"),
      help:
        config === undefined
          ? "keep it out of the config that all projects share"
          : `move it into \`${config}\` of that project`,
    });
  },
});

/** What the server is given, but not where it lies. */
function valuesOf({ launch, env, cwd }: ServerEntry): readonly { readonly value: string; readonly place: Place }[] {
  const isFetched = launch?.package !== undefined && launch.package.registry !== "path";
  const words: readonly (Word | Located<string>)[] = [
    ...(launch?.serverArgs ?? []),
    ...env,
    ...(cwd && isFetched ? [cwd] : []),
  ];
  return words.map((place) => ({ value: place.value, place }));
}

/** With `/`, and without the name of an option before it; undefined where it is no absolute path. */
function absolute(value: string, home: string | undefined): string | undefined {
  const text = value.replace(/^--?[\w-]+=/, "").replaceAll("\\", "/");
  if (text.startsWith("~/") && home !== undefined) return `${home.replaceAll("\\", "/")}${text.slice(1)}`;
  return /^(?:\/|[A-Za-z]:\/)/.test(text) ? text : undefined;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function projectConfigOf({ files }: Client): string | undefined {
  return files.find(({ scope, shared, paths }) => scope === "project" && !shared && isProjectPattern(paths[0]!))
    ?.paths[0];
}
