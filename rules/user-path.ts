import { keyPath } from "../src/clients/client.ts";
import { numbered } from "../src/model/consequence.ts";
import type { Located, Reading, ServerEntry } from "../src/model/entry.ts";
import { keysOf } from "../src/model/keys.ts";
import { homeFolder, isOfDotfiles, isPersonal } from "../src/model/personal.ts";
import { namesOf } from "../src/model/relevance.ts";
import { isSwitchedOff } from "../src/model/started.ts";
import { partOf, wordOf } from "../src/model/words.ts";
import { withoutFolder, withoutHome } from "../src/remedy/without-home.ts";
import { isStandInBeyondDoubt } from "../src/secrets/stand-in.ts";
import { texts } from "../src/option.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "user-path",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    home: "`{{server}}` needs a path in the home folder of one person: it works for nobody else who has this repository",
    folder:
      "`{{server}}` is to run in the home folder of one person: {{clients}} {{start}} it for nobody else who has this repository",
  },
  folded: {
    home: "{{count}} servers need paths in the home folder of one person: they work for nobody else",
    folder: "{{count}} servers are to run in the home folder of one person, and so for nobody else",
  },
  options: {
    allowed: texts("Home folders that are there for everybody, such as `/home/deploy`"),
  },
  docs: {
    summary: "A config of a project that only works on one machine",
    why: `A config that lies in a repository is everybody's. \`/Users/ada/work/server.js\` is only there on Ada's machine: for all
others the server fails at its start, in every session, and the path tells who works there.

Files of one user and repositories of dotfiles are not meant, nor the home folders of containers and CI runners.`,
    remedy: `Write the path relative to the project, install the server so that its name alone starts it, or use a variable: \`\${HOME}\`
in Claude Code, \`\${userHome}\` in Cursor and VS Code. What is only for you belongs into your own config.`,
    references: [
      "https://code.claude.com/docs/en/mcp",
      "https://code.visualstudio.com/docs/reference/variables-reference",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "notes": { "command": "node", "args": ["/Users/ada/work/notes-mcp/dist/index.js"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "notes": { "command": "node", "args": ["./tools/notes-mcp/dist/index.js"] } } }`,
    },
  },
  check({ entry, project, options, report }) {
    if (isPersonal(entry.source) || isOfDotfiles(project) || isSwitchedOff(entry, project)) return;
    const texts = textsOf(entry).filter(({ value }) => homeFolder.test(value));
    const found = texts.flatMap((text) => {
      const match = homeFolder.exec(text.value);
      if (!match || options.allowed.includes(match[0]) || isStandInBeyondDoubt(text.value)) return [];
      const end = match.index + match[0].length;
      const at = labelled(partOf(wordOf(text), match.index, end), "one person's folder");
      return [{ at, text, end }];
    });
    const [first, ...others] = found;
    if (!first) return;
    const server = entry.name.value;
    const reads = (reading: Reading): boolean => readsFolder(reading, entry);
    if (found.every(({ text }) => text === entry.cwd) && !entry.ownReadings.some(reads)) {
      const readers = entry.readings.filter(reads);
      if (readers.length === 0) return;
      const data = { server, clients: namesOf(readers), start: numbered(["starts", "start"], readers) };
      report({ message: "folder", data, at: first.at, help: withoutFolder(first.text) });
      return;
    }
    report({
      message: "home",
      data: { server },
      at: [first.at, ...others.map(({ at }) => at)],
      help: withoutHome(first.text, first.end, entry),
    });
  },
});

/** Does the client start the server in the folder that the entry names? Not all do. */
function readsFolder({ dialect }: Reading, { cwd, path }: ServerEntry): boolean {
  const written = cwd?.path.slice(path.length).join("\0");
  return keysOf(dialect, "cwd").some((key) => keyPath(key).join("\0") === written);
}

/** What stands inside of a container is no path of this machine. */
function textsOf({ command, args, env, cwd, launch }: ServerEntry): readonly Located<string>[] {
  const inside = launch?.launcher === "docker" || launch?.launcher === "podman" ? launch.serverArgs : [];
  const own = inside.length === 0 ? args : args.filter(({ span }) => !inside.some((word) => word.scalar === span));
  const texts = command ? [command, ...own] : [...own];
  if (cwd) texts.push(cwd);
  return texts.concat(env);
}
