import path from "node:path";
import type { Project, ServerEntry } from "../model/entry.ts";
import type { Fix } from "../fix/fix.ts";
import { replacedIn } from "./word-ops.ts";

/**
 * Pins the package of an entry to the version that npx has at hand. Safe where no version is named, because that is the
 * one it runs; a tag or a range may lead to a newer one.
 */
export function pinnedVersion({ launch, document, readings }: ServerEntry, { installed }: Project): Fix | undefined {
  const found = launch?.package;
  if (!found || !installed || found.registry !== "npm") return undefined;
  if (launch.launcher !== "npx" && launch.launcher !== "npm-exec") return undefined;
  const { name, version, word, pin } = found;
  if (word.value !== (version === undefined ? name : `${name}@${version}`)) return undefined;
  const isOfProject = readings.some(({ file: { scope } }) => scope === "project" || scope === "workspace");
  const exact = installed(name, isOfProject ? path.dirname(document.file) : undefined);
  const op = exact === undefined ? undefined : replacedIn(word, `${name}@${exact}`);
  return (
    op && {
      title: `pin it to \`${exact}\``,
      safety: pin === "none" ? "safe" : "unsafe",
      ops: [op],
    }
  );
}
