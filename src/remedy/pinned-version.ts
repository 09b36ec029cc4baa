import path from "node:path";
import type { Advice, Fix } from "../fix/fix.ts";
import type { Project, Published, ServerEntry } from "../model/entry.ts";
import type { Launch, Package } from "../model/launch.ts";
import { replacedIn } from "./word-ops.ts";

/**
 * Pins the package of an entry to the version that npx has at hand, or else to the one that a registry was asked for.
 * Safe where no version is named, because that is the one it ran last; a tag or a range asks for a newer one.
 */
export function pinnedVersion(entry: ServerEntry, project: Project): Fix | Advice | undefined {
  const { launch } = entry;
  const unpinned = launch && nameAsWritten(launch);
  if (unpinned === undefined) return undefined;
  const known = installed(entry, project) ?? project.published?.(entry);
  if (!known) return undefined;
  if ("why" in known) return { title: "pin it", safety: "manual", ops: [], why: known.why };
  const { word, pin } = launch!.package!;
  const op = replacedIn(word, `${unpinned}${versionSeparator(launch!)}${known.version}`);
  return (
    op && {
      title: `pin it to \`${known.version}\``,
      safety: pin === "none" ? "safe" : "unsafe",
      ops: [op],
    }
  );
}

/** What stands between the name of a package and an exact version, as its launcher reads it. */
export function versionSeparator({ launcher, flags, package: found }: Launch): "@" | "==" {
  const isTool = launcher === "uvx" || launcher === "uv-tool-run";
  if (found?.registry !== "pypi") return "@";
  return isTool && !flags.some(({ value }) => value.startsWith("--from")) ? "@" : "==";
}

/** The package without its version; undefined where more is written than a version could simply follow. */
function nameAsWritten({ package: found }: Launch): string | undefined {
  if (!found) return undefined;
  const { version, word } = found;
  const written = nameWithExtras(found);
  return word.value === (version === undefined ? written : `${written}@${version}`) ? written : undefined;
}

/** `mcp[cli]`: what is wanted of a Python package beyond itself. */
export function nameWithExtras({ registry, name, word }: Package): string {
  const after = word.value.slice(word.value.indexOf(name) + name.length);
  const [extras = ""] = registry === "pypi" ? (/^\[[^\]]*\]/.exec(after) ?? []) : [];
  return `${name}${extras}`;
}

function installed(entry: ServerEntry, project: Project): Published | undefined {
  if (!project.installed) return undefined;
  const { launch, document, readings } = entry;
  const found = launch?.package;
  if (found?.registry !== "npm" || (launch!.launcher !== "npx" && launch!.launcher !== "npm-exec")) return undefined;
  const isOfProject = readings.some(({ file: { scope } }) => scope === "project" || scope === "workspace");
  const version = project.installed(found.name, isOfProject ? path.dirname(document.file) : undefined);
  return version === undefined ? undefined : { version };
}
