import { memberOf } from "../document/document.ts";
import { parserOf } from "../document/json.ts";
import { pathsOf } from "../platform.ts";
import { isPersonal } from "../model/personal.ts";
import { namesIn } from "../file-system/list-once.ts";
import { oncePerText } from "../once-per.ts";
import type { Surroundings } from "./collect.ts";
import { literally } from "./pattern.ts";
import type { Source, SyncTool } from "./source.ts";

/**
 * Tools that write the configs of many clients from one file of their own, which lies in a folder beside those of the clients. From
 * their sources, 2026-11-27: intellectronica/ruler, dyoshikawa/rulesync, sampleXbro/agentsmesh.
 */
const tools: readonly { readonly tool: SyncTool; readonly names: readonly string[] }[] = [
  { tool: "ruler", names: ["ruler.toml", "mcp.json"] },
  { tool: "rulesync", names: ["mcp.jsonc", "mcp.json", ".mcp.json"] },
  { tool: "agentsmesh", names: ["mcp.json"] },
];

/** Where the tools that write to the home folder as well are kept there, also in dotfiles: `rulesync generate --global`. */
const ofHome: readonly string[] = [".config/rulesync", "dot_config/rulesync"];

/** What a tool makes a file from. */
export interface MadeFrom {
  readonly tool: SyncTool;
  /** Absolute. */
  readonly file: string;
}

export type MadeFromOf = (config: Pick<Source, "file" | "readers">) => MadeFrom | undefined;

/**
 * Finds the tool and its file that a config is made from: one of the servers named there stands here, too. What lies in
 * a folder is remembered: the configs of many clients are around one.
 */
export function madeFromIn({ fileSystem, platform }: Surroundings): MadeFromOf {
  const paths = pathsOf(platform);
  const read = (path: string): string => new TextDecoder().decode(fileSystem.read(path));
  const isFile = (path: string): boolean => fileSystem.status(path)?.kind === "file";
  const toolsIn = oncePerText((folder): readonly MadeFrom[] => {
    // The walk has listed most of these folders.
    const entries = namesIn(folder, fileSystem);
    return tools.flatMap(({ tool, names }) => {
      if (!entries.has(`.${tool}`)) return [];
      const file = names.map((name) => paths.join(folder, `.${tool}`, name)).find(isFile);
      return file === undefined ? [] : [{ tool, file }];
    });
  });
  const toolsOfPerson = (root: string): readonly MadeFrom[] =>
    ofHome.flatMap((folder) => toolsIn(paths.join(root, folder)));

  return ({ file, readers }) => {
    const isPersons = isPersonal({ readers });
    for (const root of rootsOf(file, paths.sep)) {
      for (const made of isPersons ? [...toolsIn(root), ...toolsOfPerson(root)] : toolsIn(root)) {
        if (made.file === file) continue;
        try {
          const text = read(file);
          if (serversIn(made.file, read(made.file)).some((server) => isNamed(server, text))) return made;
        } catch {
          continue; // What cannot be read tells nothing.
        }
      }
    }
    return undefined;
  };
}

/** What is around a file, which may lie in the folder of a client there: `.junie/mcp/mcp.json`, `dot_copilot/mcp-config.json`. */
function rootsOf(file: string, separator: string): readonly string[] {
  const folders = file.split(separator).slice(0, -1);
  const ofClient = folders.findIndex((name, index) => index >= folders.length - 3 && /^(?:\.|dot_)\w/.test(name));
  const roots = [folders, ...(ofClient === -1 ? [] : [folders.slice(0, ofClient)])];
  return roots.map((names) => names.join(separator));
}

function serversIn(file: string, text: string): readonly string[] {
  if (file.endsWith(".toml")) {
    const tables = text.matchAll(/^\s*\[mcp_servers\.(?:"([^"\n]+)"|([\w-]+))\]/gm);
    return Array.from(tables, ([, quoted, bare]) => quoted ?? bare!);
  }
  const servers = memberOf(parserOf("jsonc")(file, text).root, "mcpServers")?.value;
  return servers?.kind === "object" ? servers.members.map(({ key }) => key) : [];
}

/** As a key in JSON or YAML, or as the last part of the name of a table in TOML. */
function isNamed(server: string, text: string): boolean {
  const name = literally(server);
  return new RegExp(String.raw`(?:^|["'\s{,.])${name}["']?\s*[:\]]`, "m").test(text);
}
