import { filesystemServers } from "../src/data/filesystem-servers.ts";
import { serverNameOf } from "../src/model/bridges.ts";
import type { Launch, Word } from "../src/model/launch.ts";
import { mountedFolder, mountOptions } from "../src/model/launchers/container.ts";
import { optionsAmong } from "../src/model/options.ts";
import { texts } from "../src/option.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "fs-scope",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    wide: "`{{server}}` may read and write {{what}}: keys, tokens and the configs of every program among them",
  },
  options: {
    servers: texts("Further servers whose arguments are the folders they serve, by package or program"),
  },
  docs: {
    summary: "A file server is let loose on the home folder or the whole disk",
    why: `An agent that reads a hostile page or issue can be told to open \`~/.ssh/id_ed25519\` or to change \`~/.zshrc\`. A file server
that only serves the folder of the project refuses; one that serves the home folder, or \`/\`, does as it is told.`,
    remedy: "Name the folders the work is about. Most such servers take several.",
    references: [
      "https://github.com/modelcontextprotocol/servers/tree/main/src/filesystem",
      "https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices",
    ],
    bad: {
      ".cursor/mcp.json": `{ "mcpServers": { "files": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/"] } } }`,
    },
    good: {
      ".cursor/mcp.json": `{ "mcpServers": { "files": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "\${workspaceFolder}"] } } }`,
    },
  },
  check({ entry, options, report }) {
    const { launch, name } = entry;
    if (!launch) return;
    const server = serverNameOf(launch);
    if (!filesystemServers.has(server) && !options.servers.includes(server)) return;
    const [first, ...others] = foldersOf(launch).flatMap(({ word, path }) => {
      const what = wholeOf(path);
      return what === undefined ? [] : [{ what, at: labelled(word, what) }];
    });
    if (!first) return;
    report({
      message: "wide",
      data: { server: name.value, what: first.what },
      at: [first.at, ...others.map(({ at }) => at)],
      help: "name the folders the work is about",
    });
  },
});

interface Folder {
  readonly word: Word;
  readonly path: string;
}

/** For a container, the folders of the machine that are mounted into it. */
function foldersOf({ launcher, flags, serverArgs }: Launch): readonly Folder[] {
  if (launcher !== "docker" && launcher !== "podman") return serverArgs.map((word) => ({ word, path: word.value }));
  return optionsAmong(flags, mountOptions).map(({ value }) => ({ word: value, path: mountedFolder(value.value) }));
}

const wholeDisk = /^(?:\/|[A-Za-z]:[\\/]*)$/;
const everyHome = /^(?:\/Users|\/home|[A-Za-z]:[\\/]Users)$/i;
const oneHome =
  /^(?:~|\$HOME|\$\{(?:env:)?HOME\}|\$\{userHome\}|%USERPROFILE%|\/root|(?:\/Users|\/home|[A-Za-z]:[\\/]Users)[\\/][^\\/]+)$/i;

/** What a folder holds beyond any one work. */
function wholeOf(path: string): string | undefined {
  if (wholeDisk.test(path)) return "the whole disk";
  const folder = path.replace(/[\\/]+$/, "");
  return everyHome.test(folder) ? "the files of every user" : oneHome.test(folder) ? "a whole home folder" : undefined;
}
