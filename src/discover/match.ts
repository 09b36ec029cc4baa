import type { Client } from "../clients/client.ts";
import { expandPaths, startOf } from "../clients/paths.ts";
import type { OperatingSystem } from "../platform.ts";
import { deployed } from "./dotfiles.ts";
import { mistakenAt, mistakenPlaces } from "./mistaken.ts";
import { endsWith, namesOf, segmentsOf, type Segment } from "./pattern.ts";
import { mergeReaders } from "./readers.ts";
import type { Generated, Mistaken, Reader } from "./source.ts";

/** What the name of a file says. */
export interface Match {
  readonly readers: readonly Reader[];
  readonly why: string;
  readonly generated?: Generated;
  readonly mistaken?: Mistaken;
  /** A file of the home folder without the folders it belongs in. */
  readonly apart?: true;
  /** Set where the file is no config but becomes one: what it is instead. */
  readonly opaque?: string;
}

export interface Matcher {
  /** By the names of a path below a root, the file's own last. Undefined for a file of no client. */
  match(names: readonly string[]): Match | undefined;
  /** Whether patterns start with this folder: `.cursor`, `.config`. Only names with a dot count. */
  isConfigFolder(name: string): boolean;
  /** Whether a pattern passes through a folder of this name, at any place. */
  isOnTheWay(name: string): boolean;
}

/**
 * `project`: relative to a project. `home`: below the home folder of its user, where a dotfiles repository mirrors that.
 * `package`: the same without the dot or folder in front, as link farms keep it: `codex/config.toml`.
 */
type Layout = "project" | "home" | "package";

interface Rule {
  readonly segments: readonly Segment[];
  readonly layout: Layout;
  readonly reader?: Reader;
  readonly mistaken?: Mistaken;
}

interface Pattern {
  /** As in `ConfigFile.paths`. */
  readonly text: string;
  readonly reader?: Reader;
  readonly mistaken?: Mistaken;
}

/** The patterns of all clients. Each is worked out when a file is met whose name it may end in: most never are. */
export function matcherOf(clients: readonly Client[]): Matcher {
  const patterns = patternsOf(clients);
  const byName = new Map<string, Pattern[]>();
  const open: Pattern[] = [];
  for (const pattern of patterns) {
    const name = pattern.text.slice(pattern.text.lastIndexOf("/") + 1);
    // A name with a `*` may be any; one with a `}` is the end of the place that a variable stands for.
    if (/[*}]/.test(name)) open.push(pattern);
    else add(byName, name, pattern);
  }
  const rulesByName = new Map([...byName].map(([name, some]) => [name, once(() => byFolder(rulesOf(some)))]));
  const openRules = once(() => byFolder(rulesOf(open)));
  const rooted = once(() => rulesOf(patterns).filter(isRooted));
  const folders = once(() => new Set(rooted().flatMap(({ segments }) => segments.slice(0, -1))));
  const configFolders = once(() => new Set(rooted().map(({ segments }) => segments[0]!)));

  return {
    match(names) {
      const asNamed = rulesFor(names, "project");
      const managed = deployed(names);
      // A dotfiles manager puts everything into the home folder, where the layouts of a project have no say.
      const asDeployed = managed ? rulesFor(managed.names, "home") : [];
      if (managed && lengthOf(asDeployed) > lengthOf(asNamed)) {
        const { manager, generated, opaque } = managed;
        const match = matchOf(asDeployed, `, under its name for ${manager}`);
        return { ...match, ...(generated && { generated }), ...(opaque !== undefined && { opaque }) };
      }
      return asNamed.length > 0 ? matchOf(asNamed, "") : undefined;
    },
    isConfigFolder: (name) => configFolders().has(name),
    isOnTheWay: (name) => folders().has(name),
  };

  /**
   * The longest patterns that fit, since `.warp/.mcp.json` is not the `.mcp.json` of a project, and of these those of the
   * preferred layout: who reads `~/.codex/config.toml` need not read the one of a project.
   */
  function rulesFor(names: readonly string[], preferred: Layout): readonly Rule[] {
    const fitting: Rule[] = [];
    for (const rules of [rulesByName.get(names.at(-1)!)?.(), openRules()]) {
      for (const folder of [names.at(-2) ?? "", anyFolder]) {
        for (const rule of rules?.get(folder) ?? []) if (endsWith(names, rule.segments)) fitting.push(rule);
      }
    }
    // Most files are no config.
    if (fitting.length === 0) return fitting;
    const sure = fitting.filter(({ layout }) => layout !== "package");
    const chosen = sure.length > 0 ? sure : fitting;
    const longest = Math.max(...chosen.map(({ segments }) => segments.length));
    const best = chosen.filter(({ segments }) => segments.length === longest);
    const better = best.filter(({ layout }) => layout === preferred);
    return better.length > 0 ? better : best;
  }
}

/** What rules say that all fit one name. */
function matchOf(rules: readonly Rule[], manner: string): Match {
  const readers = mergeReaders(rules.flatMap(({ reader }) => reader ?? []));
  const owner = rules.find(({ reader }) => reader && reader === readers[0]);
  if (owner) return { readers, why: reasonOf(owner) + manner, ...(owner.layout === "package" && { apart: true }) };
  const [mistaken] = rules.flatMap(({ mistaken }) => mistaken ?? []);
  return { readers, why: whyMistaken(mistaken!), mistaken: mistaken! };
}

/** In segments; that of none is 0. */
function lengthOf([rule]: readonly Rule[]): number {
  return rule ? rule.segments.length : 0;
}

function patternsOf(clients: readonly Client[]): readonly Pattern[] {
  const known = clients.flatMap((client) =>
    client.files.flatMap((file) => file.paths.map((text): Pattern => ({ text, reader: { client, file } }))),
  );
  const mistaken = mistakenPlaces.flatMap((place): Pattern[] => {
    const found = mistakenAt(place, clients);
    return found ? [{ text: place.pattern, mistaken: found }] : [];
  });
  return [...known, ...mistaken];
}

/** A place that some client reads is no mistake. */
function rulesOf(patterns: readonly Pattern[]): readonly Rule[] {
  const rules = patterns.flatMap(({ text, reader }) => (reader ? rulesOfPattern(text, reader) : []));
  const taken = new Set(rules.map(keyOf));
  const mistakes = patterns.flatMap(({ text, mistaken }): Rule[] =>
    mistaken ? [{ segments: segmentsOf(text), layout: "project", mistaken }] : [],
  );
  return [...rules, ...mistakes.filter((rule) => !taken.has(keyOf(rule)))];
}

function rulesOfPattern(pattern: string, reader: Reader): Rule[] {
  const start = startOf(pattern);
  if (start === undefined) return [{ segments: segmentsOf(pattern), layout: "project", reader }];
  const below = segmentsOf(pattern.slice(start.length));
  const inHome = homeFolders(start).map((names): readonly Segment[] => [...names, ...below]);
  const home = inHome.map((segments): Rule => ({ segments, layout: "home", reader }));
  if (reader.file.scope !== "user") return home;
  const packaged = inHome.map((segments) => packagePath(segments, reader.client)).filter((path) => path !== undefined);
  return [...home, ...packaged.map((segments): Rule => ({ segments, layout: "package", reader }))];
}

const knownFolders = new Map<string, readonly (readonly string[])[]>();

/** Where below a home folder the start of a pattern may lie, on any system: dotfiles of one are kept on another. */
function homeFolders(start: string): readonly (readonly string[])[] {
  let folders = knownFolders.get(start);
  if (!folders) {
    const paths = (["linux", "macos", "windows"] as const).flatMap((os) => {
      const home = HOMES[os];
      const expanded = expandPaths(`${start}/`, { os, home, cwd: home, env: {} });
      return expanded.filter((path) => path.startsWith(home)).map((path) => namesOf(path.slice(home.length)).join("/"));
    });
    folders = [...new Set(paths)].map(namesOf);
    knownFolders.set(start, folders);
  }
  return folders;
}

/** Unlike any folder that a pattern names. */
const HOMES: Readonly<Record<OperatingSystem, string>> = { linux: "/~", macos: "/~", windows: String.raw`C:\~` };

const APPLICATION_FOLDERS = [".config", "Library/Application Support", "AppData/Roaming", "AppData/Local"].map(namesOf);

/**
 * `.codex/config.toml` as `codex/config.toml`, `.config/zed/settings.json` as `zed/settings.json`, and a telling name as
 * itself: `claude_desktop_config.json`. Undefined where the rest would not name the client, and so would fit anything.
 */
function packagePath(segments: readonly Segment[], client: Client): readonly Segment[] | undefined {
  const file = segments.at(-1)!;
  if (namesClient(file, client)) return [file];
  const parent = APPLICATION_FOLDERS.find((names) => names.every((name, index) => name === segments[index])) ?? [];
  const [folder, ...below] = segments.slice(parent.length);
  if (typeof folder !== "string" || below.length === 0 || !namesClient(folder, client)) return undefined;
  return [folder.replace(/^\./, ""), ...below];
}

/** Whether the first word of the client's id is a word of the segment: `.codex`, `cline_mcp_settings.json`. */
function namesClient(segment: Segment, client: Client): boolean {
  const [word = ""] = client.id.split("-");
  if (typeof segment !== "string" || word === "mcp") return false;
  return segment
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .includes(word);
}

function isRooted({ segments, layout }: Rule): boolean {
  const [first] = segments;
  return layout !== "package" && segments.length > 1 && typeof first === "string" && first.startsWith(".");
}

function keyOf({ segments }: Rule): string {
  return segments.map(String).join("/");
}

/** Why a file that nobody reads is a source all the same. */
export function whyMistaken({ client }: Mistaken): string {
  return `place that ${client.name} does not read`;
}

function reasonOf({ reader, layout }: Rule): string {
  const what = `${reader!.file.scope} file of ${reader!.client.name}`;
  if (layout === "home") return `${what}, kept as in a home folder`;
  return layout === "package" ? `${what}, kept in a folder of dotfiles` : what;
}

/** Where the segment before the last may be any; no folder is called so. */
const anyFolder = "*/";

function byFolder(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const index = new Map<string, Rule[]>();
  for (const rule of rules) add(index, folderOf(rule), rule);
  return index;
}

function folderOf({ segments }: Rule): string {
  const folder = segments.at(-2);
  return typeof folder === "string" ? folder : anyFolder;
}

function add<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const there = index.get(key);
  if (there) there.push(value);
  else index.set(key, [value]);
}

/** The same function, worked out at the first call. */
function once<Value extends object>(compute: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= compute());
}
