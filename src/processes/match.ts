import type { FileSystem } from "../file-system.ts";
import { serverNameOf } from "../model/bridges.ts";
import type { ServerEntry } from "../model/entry.ts";
import type { Launch, Package } from "../model/launch.ts";
import { placeholdersOf } from "../model/placeholders.ts";
import { programName } from "../model/words.ts";
import { pathsOf, type Platform } from "../platform.ts";
import type { CommandLine } from "./command-line.ts";

/** Where a command line was found. */
export interface Place {
  readonly fileSystem: Pick<FileSystem, "realPath">;
  readonly platform: Pick<Platform, "os" | "home">;
  /** The working directory of the process, where it is known. */
  readonly folder?: string | undefined;
}

/**
 * Whether a process is a start of this entry, or a part of one: the same package, script or program, with the same
 * arguments. What only the client knows (`${workspaceFolder}`) may be anything.
 */
export function isStartOf({ launch: wanted, cwd }: ServerEntry, line: CommandLine, place: Place): boolean {
  if (!wanted) return false;
  if (line.title !== undefined) return isNamed(wanted, line.title);
  const found = [line.launch, ...(line.called ? [line.called] : [])];
  return found.some(
    (found) => runsSame(wanted, cwd?.value, found, place) && hasSameArguments(wanted, found, line.exact),
  );
}

function runsSame(wanted: Launch, cwd: string | undefined, found: Launch, place: Place): boolean {
  const { package: source } = wanted;
  if (!source) return isSameProgram(wanted, found, place);
  const file = fileOf(found);
  if (source.registry === "path") {
    return file !== undefined && isSameFile(source.name, cwd, file, place);
  }
  if (found.package && found.package.registry !== "path") return isSamePackage(wanted, source, found.package);
  return file !== undefined && isProgramOf(wanted, source, file, place);
}

/** Whether a program that named itself and hides what it was called with may be the one wanted. */
function isNamed(wanted: Launch, title: string): boolean {
  const { package: source } = wanted;
  const name = serverNameOf(wanted);
  const names = [
    name,
    withoutScope(name),
    programBeside(wanted),
    source?.registry === "path" ? stemOf(source.name) : undefined,
  ];
  return names.includes(title);
}

/** The script of an interpreter, or the program itself. */
function fileOf({ launcher, package: source, program }: Launch): string | undefined {
  if (source) return source.registry === "path" ? source.name : undefined;
  return launcher === "executable" ? program.value : undefined;
}

/** A package runner may show the program where a package was named beside it. */
function isSamePackage(wanted: Launch, source: Package, found: Package): boolean {
  if (source.registry !== found.registry) return false;
  if (found.name !== programBeside(wanted) && found.name !== source.name) return false;
  return source.pin !== "exact" || found.pin !== "exact" || source.version === found.version;
}

/** What `--package NAME PROGRAM` or `--from NAME PROGRAM` runs. */
function programBeside({ flags }: Launch): string | undefined {
  const last = flags.at(-1)?.value;
  return last === undefined || last.startsWith("-") ? undefined : last;
}

/** Whether a package was installed with this file. */
function isProgramOf(wanted: Launch, { registry, name }: Package, file: string, { fileSystem }: Place): boolean {
  if (registry === "npm") {
    const owner = packageAround(file) ?? packageAround(fileSystem.realPath(file) ?? "");
    if (owner !== undefined) return owner === name;
  }
  const program = stemOf(file);
  return isInstalled(file) && (program === programBeside(wanted) || program === withoutScope(name));
}

/** Whether a file lies where programs do that are called by their name. */
function isInstalled(file: string): boolean {
  return /[\\/](?:\.?bin|Scripts)[\\/][^\\/]+$/.test(file);
}

function withoutScope(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** `/x/node_modules/@scope/name/dist/index.js` is of `@scope/name`. */
function packageAround(file: string): string | undefined {
  return /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/.][^\\/]*)[\\/]/s.exec(file)?.[1]?.replace("\\", "/");
}

function isSameProgram(wanted: Launch, found: Launch, place: Place): boolean {
  if (wanted.launcher !== "executable") {
    return (
      found.launcher === wanted.launcher &&
      !found.package &&
      found.flags.map(({ value }) => value).join("\0") === wanted.flags.map(({ value }) => value).join("\0")
    );
  }
  const file = fileOf(found);
  if (file === undefined) return false;
  const name = wanted.program.value;
  if (/[\\/]/.test(name)) return isSameFile(name, undefined, file, place);
  // `server` is not just any server.js.
  return programName(wanted.program) === stemOf(file) && (!found.package || isInstalled(file));
}

function isSameFile(wanted: string, cwd: string | undefined, found: string, place: Place): boolean {
  const paths = pathsOf(place.platform);
  const isWhole = (path: string): boolean => paths.isAbsolute(path) || placeholdersOf(path)[0]?.start === 0;
  const plain = (path: string): string =>
    paths.normalize(path.replace(/^(?:~|\$HOME|\$\{(?:env:)?HOME\}|%USERPROFILE%)(?=[\\/])/, place.platform.home));
  const [here, there] = [plain(wanted), plain(found)];
  const base = cwd === undefined || placeholdersOf(cwd).length > 0 ? place.folder : plain(cwd);
  const absolute = (path: string, folder: string | undefined): string =>
    isWhole(path) || folder === undefined ? path : paths.resolve(folder, path);
  const [expected, actual] = [absolute(here, base), absolute(there, place.folder)];
  if (agree(expected, actual, 3)) return true;
  const real = place.fileSystem.realPath(expected);
  return real !== undefined && (real === actual || real === place.fileSystem.realPath(actual));
}

function hasSameArguments({ serverArgs: wanted }: Launch, { serverArgs: found }: Launch, exact: boolean): boolean {
  if (exact)
    return wanted.length === found.length && wanted.every(({ value }, at) => agree(value, found[at]!.value, 0));
  const line = (words: Launch["words"]): string => words.flatMap(({ value }) => value.trim().split(/\s+/)).join(" ");
  const [whole, shown] = [line(wanted).trim(), line(found).trim()];
  return agree(whole, shown, 0) || (shown.includes(starred) && patternOf(shown.split(starred)).test(whole));
}

/** What npm shows for what it takes for a secret. */
const starred = "***";

/** Whether a text may have become another: what is only known at the start may be anything, if more than that is written. */
function agree(written: string, found: string, least: number): boolean {
  const placeholders = placeholdersOf(written);
  if (placeholders.length === 0) return written === found;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of placeholders) {
    pieces.push(written.slice(at, start));
    at = end;
  }
  pieces.push(written.slice(at));
  return pieces.join("").length >= least && patternOf(pieces).test(found);
}

/** Of a text with anything between its pieces. */
function patternOf(pieces: readonly string[]): RegExp {
  return new RegExp(`^${pieces.map(escaped).join("[^]*")}$`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The name of a file without folder and extension. */
function stemOf(file: string): string {
  return file
    .slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)
    .replace(/\.(?:exe|cmd|[cm]?js|py)$/i, "");
}

/** Whether a shell was told to run the very program that another process is. */
export function isShellOf(shell: CommandLine, { launch }: CommandLine): boolean {
  const file = fileOf(launch);
  const { program, serverArgs, package: source } = shell.launch;
  const isSame = file !== undefined && !source && programName(program) === stemOf(file);
  return shell.launches && isSame && serverArgs.length === launch.serverArgs.length;
}

/**
 * What a process is called that is a server by its own name: the package it was started from, or its program. Undefined
 * where nothing says so.
 */
export function serverNamed({ launch }: CommandLine, { fileSystem }: Pick<Place, "fileSystem">): string | undefined {
  const file = fileOf(launch);
  const owner =
    file === undefined ? undefined : (packageAround(file) ?? packageAround(fileSystem.realPath(file) ?? ""));
  const names = [launch.package && file === undefined ? launch.package.name : owner, file && stemOf(file)];
  return names.find((name) => name !== undefined && /(?:^|[^a-z])mcp(?:[^a-z]|$)|model-?context-?protocol/i.test(name));
}
