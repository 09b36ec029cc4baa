import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync } from "node:fs";
import { pathsOf, type Platform } from "../../../platform.ts";
import { isExecutable, lookUp } from "../look-up.ts";
import type { Place } from "./places.ts";
import type { PackageRequest } from "./request.ts";

/** A command line that runs a program of a package itself, and a folder that its PATH begins with. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
}

/** Undefined where the package has no such program, or not one that can be started without a shell. */
export function programIn(
  { folder }: Pick<Place, "folder">,
  { name, program: wanted, args }: Pick<PackageRequest, "name" | "program" | "args">,
  platform: Platform,
): Program | undefined {
  const { join } = pathsOf(platform);
  const home = join(folder, "node_modules", name);
  const programs = programsOf(manifestIn(home, platform));
  const program = wanted ?? onlyProgram(programs, name);
  const file = program === undefined ? undefined : programs[program];
  if (program === undefined || file === undefined || !existsSync(join(home, file))) return undefined;
  const linked = join(folder, "node_modules", ".bin");
  if (platform.os === "windows") {
    const line = lineOnWindows(join(home, file), platform);
    return line && { command: line[0]!, args: [...line.slice(1), ...args], folder: linked };
  }
  // The link is what npx runs: some programs look at the name they were called by.
  const link = join(linked, program);
  const isLinked = existsSync(link) && realpathSync(link) === realpathSync(join(home, file));
  const command = isLinked ? link : join(home, file);
  return isExecutable(command) && startsItself(command) ? { command, args, folder: linked } : undefined;
}

function manifestIn(folder: string, platform: Platform): { readonly name?: unknown; readonly bin?: unknown } {
  try {
    return JSON.parse(readFileSync(pathsOf(platform).join(folder, "package.json"), "utf8")) as object;
  } catch {
    return {};
  }
}

/** Files of a package by the names of its programs, as npm reads `bin`. */
export function programsOf({
  name,
  bin,
}: {
  readonly name?: unknown;
  readonly bin?: unknown;
}): Readonly<Record<string, string>> {
  if (typeof bin === "string") return { [withoutScope(String(name))]: bin };
  if (typeof bin !== "object" || bin === null) return {};
  const files = Object.entries(bin).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(files);
}

/** As npx chooses: the only one, under however many names, or the one that is named like the package. */
export function onlyProgram(programs: Readonly<Record<string, string>>, name: string): string | undefined {
  const [first, ...others] = Object.entries(programs);
  if (first && others.every(([, file]) => file === first[1])) return first[0];
  const own = withoutScope(name);
  return Object.hasOwn(programs, own) ? own : undefined;
}

function withoutScope(name: string): string {
  return name.replace(/^@[^/]+\//, "");
}

/** A script that names its interpreter, or machine code; anything else needs a shell. */
function startsItself(file: string): boolean {
  const head = headOf(file);
  const [first = 0, second = 0, third = 0, fourth = 0] = head;
  const isMachO = [0xcffaedfe, 0xcafebabe].includes(((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0);
  return head.toString("latin1").startsWith("#!") || head.toString("latin1").startsWith("\x7fELF") || isMachO;
}

/** Windows runs no scripts: what npm's batch file would do. */
function lineOnWindows(file: string, { env, os }: Platform): readonly string[] | undefined {
  if (/\.(?:exe|com)$/i.test(file)) return [file];
  const interpreter = interpreterOf(headOf(file).toString("utf8"));
  if (!interpreter) return undefined;
  const [program, ...flags] = interpreter;
  const found = lookUp(program!, env, os);
  return found === undefined ? undefined : [found, ...flags, file];
}

/** The program and its flags in the first line of a script: `#!/usr/bin/env -S node --no-warnings`. */
export function interpreterOf(head: string): readonly string[] | undefined {
  const [, path, rest = ""] = /^#![ \t]*(\S+)[ \t]*([^\r\n]*)/.exec(head) ?? [];
  if (path === undefined) return undefined;
  const words = rest.split(/[ \t]+/).filter(Boolean);
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name !== "env") return [name, ...words];
  const line = words[0] === "-S" ? words.slice(1) : words;
  return line.length > 0 && !line[0]!.includes("=") && !line[0]!.startsWith("-") ? line : undefined;
}

function headOf(file: string): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const head = Buffer.alloc(256);
    return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
