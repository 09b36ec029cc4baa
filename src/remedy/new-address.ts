import type { Project, ServerEntry } from "../model/entry.ts";
import type { Target } from "../model/target.ts";
import { entryFix, isRunning, type Remedy } from "./entry-fix.ts";
import { setOn } from "./entry-ops.ts";
import type { Fix } from "../fix/fix.ts";
import { replacedIn } from "./word-ops.ts";

/**
 * Leads an entry, or its bridge, to the streamable HTTP address of its server, and gives it the type for that where it
 * has another one. What stands behind the path stays.
 */
export function toAddress(
  entry: ServerEntry,
  project: Project,
  { word, url }: Target,
  address: string,
): Fix | undefined {
  const title = `use \`${address}\``;
  if (!entry.url) {
    const op = replacedIn(word, address, { start: 0, end: url.path.end });
    return op && { title, safety: "unsafe", ops: [op] };
  }
  const key = entry.url.path.slice(entry.path.length).map(String);
  const set = setOn(entry, key, address + word.value.slice(url.path.end));
  const types = entry.readings.flatMap(({ dialect: { typeKey, http } }) =>
    typeKey !== undefined && http?.type !== undefined ? [setOn(entry, typeKey, http.type)] : [],
  );
  const remedies = [[set], ...types.map((type) => [set, type])].map((ops): Remedy => ({
    title,
    safety: "unsafe",
    ops,
  }));
  return entryFix(entry, project, entry.readings.filter(isRunning), remedies, (after) => {
    return isRunning(after) && after.transport === "http";
  });
}
