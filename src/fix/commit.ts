import { UserError } from "../errors.ts";
import { commit } from "../transaction/commit.ts";
import type { FileChange } from "../transaction/change.ts";
import type { WritingHost } from "../transaction/host.ts";
import type { Recovery } from "../transaction/recover.ts";
import type { Change, FixResult } from "./outcome.ts";
import { bytesOf } from "./overlay.ts";

export interface Committed {
  /** For `mcp-lint undo`. */
  readonly id: number;
  /** Earlier transactions that had been cut off and were taken back first. */
  readonly recovered: readonly Recovery[];
}

/**
 * Writes all changes or none, the manifest before the configs that rely on it.
 * @throws UserError where a file cannot be written, or is not any more what was linted.
 */
export function commitFixes({ before, changes, fixed }: FixResult, host: WritingHost): Committed {
  const manifest = before.project.manifest?.file;
  const result = commit(
    {
      title: titleOf(fixed.length, changes.length),
      servers: [...new Set(fixed.flatMap(({ server }) => (server === undefined ? [] : [server])))],
      changes: changes.map((change) => fileChange(change, change.file === manifest)),
    },
    host,
  );
  if (result.outcome === "committed") return result;
  throw new UserError(`${result.file} was changed while mcp-lint was at work; nothing was written`, "run it again");
}

function fileChange({ file, before, after }: Change, isManifest: boolean): FileChange {
  return {
    file,
    before: before && bytesOf(before),
    after: bytesOf(after),
    phase: isManifest || !before ? "make" : "switch",
    // What moves into a new file may be a secret, wherever it was before.
    mode: 0o600,
  };
}

function titleOf(findings: number, files: number): string {
  return `Fix ${findings} finding${findings === 1 ? "" : "s"} in ${files} file${files === 1 ? "" : "s"}`;
}
