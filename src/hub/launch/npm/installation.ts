import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Platform } from "../../../platform.ts";
import { outputOf } from "../output.ts";
import { projectAround, versionIn, type Place } from "./places.ts";
import type { PackageRequest } from "./request.ts";

/** Packages that were installed for the hub, each with one exact version in a folder of its own. */
export interface Installations {
  /** What is there for a request. */
  find(request: PackageRequest): Promise<Place | undefined>;
  /** Installs what the registry gives for a request now; what is there already stays. Rejects with npm's own words. */
  install(request: PackageRequest, cwd: string): Promise<Place>;
  /** The version that the registry gives for a request now. */
  newest(request: PackageRequest, cwd: string): Promise<string>;
  /** Remembers that a place is what a request means for the time being. */
  remember(request: PackageRequest, place: Place): Promise<void>;
}

/** What a request meant when the registry was asked last. */
interface Note {
  readonly version: string;
  readonly checked: number;
}

/** Milliseconds for the largest packages over a slow line. */
const longestInstallation = 300_000;
const longestQuestion = 10_000;
/** Milliseconds after which a version that no server was started with is removed. */
const longestUnused = 30 * 24 * 3_600_000;

/** `folder`: absolute, this user's alone. `npm`: absolute path of the program. `platform`: with the servers' environment. */
export function installationsIn(folder: string, npm: string, platform: Platform): Installations {
  const placeOf = (name: string, version: string): string => path.join(folder, `${fileName(name)}@${version}`);
  const noteOf = ({ spec, launcher }: PackageRequest): string =>
    path.join(folder, `${createHash("sha256").update(`${launcher} ${spec}`).digest("hex").slice(0, 16)}.json`);

  const installed = async (name: string, version: string): Promise<Place | undefined> => {
    const place = placeOf(name, version);
    if (versionIn(place, name, platform) !== version) return undefined;
    await utimes(place, new Date(), new Date());
    return { folder: place, version };
  };
  const npmSays = (args: readonly string[], cwd: string, longest: number): Promise<string> =>
    outputOf(npm, args, { cwd, env: platform.env, longest });

  return {
    async find(request) {
      if (request.pin === "exact") return installed(request.name, exact(request));
      const note = await noteIn(noteOf(request));
      const place = note && (await installed(request.name, note.version));
      return place && { ...place, checked: note.checked };
    },

    async install(request, cwd) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = path.join(folder, `.${randomUUID()}`);
      await mkdir(temporary);
      try {
        await writeFile(path.join(temporary, "package.json"), `{ "private": true }\n`);
        await linkSettings(cwd, temporary, platform);
        // With the package's own install scripts where the user's npm runs them: the user's own command does, too.
        const flags = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error", "--save-exact"];
        await npmSays(["install", ...flags, request.spec], temporary, longestInstallation);
        await rm(path.join(temporary, ".npmrc"), { force: true });
        const version = versionIn(temporary, request.name, platform);
        if (version === undefined) throw new Error(`npm installed no ${request.name}`);
        await moveInto(placeOf(request.name, version), temporary);
        await removeUnused(folder, request.name);
        return { folder: placeOf(request.name, version), version, checked: Date.now() };
      } finally {
        await rm(temporary, { recursive: true, force: true });
      }
    },

    async newest({ spec }, cwd) {
      const output = await npmSays(["view", spec, "version", "--json"], cwd, longestQuestion);
      const versions = [JSON.parse(output) as string | readonly string[]].flat();
      return versions.at(-1) ?? "";
    },

    async remember(request, { version, checked = Date.now() }) {
      if (request.pin === "exact") return;
      await writeFile(noteOf(request), JSON.stringify({ version, checked } satisfies Note), { mode: 0o600 });
    },
  };
}

function exact({ version = "" }: PackageRequest): string {
  return version.replace(/^[v=\s]+/, "");
}

function fileName(name: string): string {
  return name.replaceAll("/", "+");
}

async function noteIn(file: string): Promise<Note | undefined> {
  try {
    const note = JSON.parse(await readFile(file, "utf8")) as Partial<Note>;
    return typeof note.version === "string" && typeof note.checked === "number" ? (note as Note) : undefined;
  } catch {
    return undefined;
  }
}

/** A project may say which registry to ask, and as whom. */
async function linkSettings(cwd: string, temporary: string, platform: Platform): Promise<void> {
  const project = projectAround(cwd, platform);
  const settings = project && path.join(project, ".npmrc");
  if (settings && existsSync(settings)) await symlink(settings, path.join(temporary, ".npmrc"));
}

async function moveInto(place: string, temporary: string): Promise<void> {
  try {
    await rename(temporary, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another hub was faster, or something half there is in the way.
    if (code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "EPERM") throw error;
    if (existsSync(path.join(place, "node_modules"))) return;
    await rm(place, { recursive: true, force: true });
    await rename(temporary, place);
  }
}

async function removeUnused(folder: string, name: string): Promise<void> {
  for (const each of await readdir(folder)) {
    if (!each.startsWith(`${fileName(name)}@`)) continue;
    const place = path.join(folder, each);
    if (Date.now() - (await stat(place)).mtimeMs > longestUnused) await rm(place, { recursive: true, force: true });
  }
}
