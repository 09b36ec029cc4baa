import { keyPath, type Key } from "../clients/client.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { find } from "../model/keys.ts";
import { quotedList, spelled } from "../model/spelling.ts";
import { entryFix, isRunning, type Remedy } from "./entry-fix.ts";
import { removeFrom, setOn } from "./entry-ops.ts";
import type { Fix } from "../fix/fix.ts";

/**
 * Takes the command out of an entry that has a URL as well. Safe where none of `torn`, the readings that see both,
 * starts the command today. `keys`: all that belongs to the command.
 */
export function withUrlAlone(
  entry: ServerEntry,
  project: Project,
  torn: readonly Reading[],
  keys: readonly Key[],
): Fix | undefined {
  const isIdle = torn.every(({ outcome, transport }) => outcome === "loaded" && transport !== "stdio");
  const remedy: Remedy = {
    title: `keep the URL and delete ${listed(keys)}`,
    safety: isIdle ? "safe" : "unsafe",
    ops: keys.map((key) => removeFrom(entry, keyPath(key))),
  };
  const remedies = torn.flatMap(({ dialect: { typeKey, http } }): readonly Remedy[] =>
    typeKey !== undefined && http?.type !== undefined && find(entry.node, typeKey)
      ? [{ ...remedy, ops: [...remedy.ops, setOn(entry, typeKey, http.type)] }]
      : [],
  );
  return entryFix(entry, project, isIdle ? [] : torn, [remedy, ...remedies], (after) => {
    return isRunning(after) && after.transport !== "stdio";
  });
}

/** Takes away what a command has left behind in an entry with a URL. */
export function withoutLeftovers(entry: ServerEntry, project: Project, keys: readonly Key[]): Fix | undefined {
  const refusing = entry.readings.filter(({ reason }) => reason === "leftover-stdio-keys");
  const ops = keys.map((key) => removeFrom(entry, keyPath(key)));
  return entryFix(entry, project, refusing, [{ title: `delete ${listed(keys)}`, ops }]);
}

function listed(keys: readonly Key[]): string {
  return quotedList(keys.map(spelled));
}
