import { isBuiltHere } from "../data/official-images.ts";
import { retiredPackage } from "../data/retired-packages.ts";
import type { Severity } from "../engine/diagnostic.ts";
import { folderOf } from "../estimate/load.ts";
import type { Advice, Fix } from "../fix/fix.ts";
import { isBroken } from "../model/broken.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import type { Launch, Package } from "../model/launch.ts";
import { isOwnPackage } from "../model/own-program.ts";
import { isRefused, isSwitchedOff } from "../model/started.ts";
import { labelled, type Place } from "../rule.ts";
import type { Settings } from "../settings.ts";
import { nameWithExtras, pinnedVersion, versionSeparator } from "./pinned-version.ts";

/** A package that is fetched at every start, and the part of a finding that all rules about it share. */
export interface Unpinned {
  /** `image` and `source` whatever they say, for their tags and branches can be moved. */
  readonly kind: "none" | "tag" | "range" | "image" | "source";
  readonly package: Package;
  /** As it can be shown. */
  readonly name: string;
  /** The same with its tag or branch, as it is written. */
  readonly written: string;
  readonly finding: {
    readonly at: Place;
    readonly severity: Severity;
    readonly help: string;
    readonly fix?: Fix | Advice;
  };
}

interface Context {
  readonly entry: ServerEntry;
  readonly project: Project;
  readonly settings: Settings;
}

/**
 * The package that an entry runs without an exact version, where it is of one of these kinds. From a file that cannot be read nothing
 * runs. `strict` and `audit` also see servers that are switched off or refused by the client of the file, examples, packages that the
 * repository publishes itself, and images and sources at a tag that is named after a release.
 */
export function unpinnedIn(
  { entry, project, settings: { preset, data } }: Context,
  ...kinds: readonly Unpinned["kind"][]
): Unpinned | undefined {
  const found = entry.launch?.package;
  if (!found || found.registry === "path" || found.pin === "exact" || found.pin === "placeholder") return undefined;
  if (found.registry === "oci" && isBuiltHere(found.name)) return undefined;
  const kind = kindOf({ registry: found.registry, pin: found.pin });
  if (!kinds.includes(kind) || (kind === "none" && isInstalledHere(entry, found, project))) return undefined;
  const strict = preset === "strict" || preset === "audit";
  if (isBroken(entry.document) || (!strict && isRefused(entry))) return undefined;
  if (!strict && (isSwitchedOff(entry, project) || isRelease(found) || isToGo(entry, found, data))) return undefined;
  // In a copy that a tool makes there is nothing to pin, and who publishes a package mostly wants to run what they published last.
  if (!strict && (entry.source.example || entry.source.madeFrom !== undefined || isOwnPackage(found, entry, project)))
    return undefined;
  const fix = pinnedVersion(entry, project);
  const severity = strict && found.registry !== "oci" ? "warning" : "note";
  return {
    kind,
    package: found,
    name: shownName(found.name),
    written: shownName(found.name) + revisionOf(found),
    finding: {
      at: labelled(found.word, "not pinned"),
      severity,
      help: `pin it: ${pinned(found, entry.launch!)}`,
      ...(fix && { fix }),
    },
  };
}

/** Of what a project depends on, these run the version that its lockfile holds. */
const localFirst: ReadonlySet<Launch["launcher"]> = new Set(["npx", "npm-exec", "bunx"]);

function isInstalledHere(entry: ServerEntry, found: Package, { isDependency }: Project): boolean {
  if (found.registry !== "npm" || !localFirst.has(entry.launch!.launcher)) return false;
  if (!isDependency) return false;
  return entry.ownReadings.some((reading) => {
    const folder = folderOf({ entry, reading });
    return folder !== "" && isDependency(found.name, folder);
  });
}

/** No advice to pin what another rule advises to drop: a retired package, a bridge. */
function isToGo({ launch, ownReadings }: ServerEntry, found: Package, data: Settings["data"]): boolean {
  const isNeedless = launch?.bridge?.direction === "to-url" && ownReadings.some(({ dialect }) => dialect.http);
  return isNeedless || !!retiredPackage(found.registry, found.name, data?.retired);
}

function kindOf({ registry, pin }: { registry: Package["registry"]; pin: "none" | "tag" | "range" }): Unpinned["kind"] {
  if (registry === "oci") return "image";
  return registry === "git" || registry === "url" ? "source" : pin;
}

/** A tag named after a release: it can be moved, but by custom is not. */
function isRelease({ registry, version = "" }: Package): boolean {
  return (registry === "oci" || registry === "git") && /^v?\d+\.\d+/.test(version);
}

/** Without what may be a secret: the credentials and the query of a URL. */
function shownName(name: string): string {
  return name.replace(/:\/\/[^/]*@/, "://").replace(/[?#][^]*$/, "");
}

/** The tag or branch with the sign before it. */
function revisionOf({ registry, version, word, versionSpan }: Package): string {
  if (version === undefined || versionSpan === undefined || (registry !== "oci" && registry !== "git")) return "";
  const before = word.document.text[versionSpan.start - 1] ?? "";
  return /[@#:]/.test(before) ? before + version : "";
}

/** How an exact version of the package is written for its launcher. */
function pinned(found: Package, launch: Launch): string {
  const { registry, name } = found;
  const { launcher } = launch;
  switch (registry) {
    case "oci":
      return `\`${name}@sha256:<digest>\``;
    case "git":
      return name.startsWith("git+") && isPython(launcher) ? "end it in `@<commit>`" : "end it in `#<commit>`";
    case "url":
      return "use an address with a version in it";
    case "pypi":
      return `\`${nameWithExtras(found)}${versionSeparator(launch)}<version>\``;
    case "jsr":
      return `\`jsr:${name}@<version>\``;
    default:
      return `\`${launcher === "deno" ? "npm:" : ""}${name}@<version>\``;
  }
}

function isPython(launcher: Launch["launcher"]): boolean {
  return launcher.startsWith("uv") || launcher === "pipx-run";
}
