import path from "node:path";
import { shownPath } from "../discover/collect.ts";
import { UserError } from "../errors.ts";
import { documentsIn, type Change, type FixResult } from "../fix/outcome.ts";
import { holdsSecret, rawDiff, shownDiff, type FileVersions } from "../report/diff.ts";
import { reportFixes } from "../report/fixes.ts";
import { write } from "../report/write.ts";
import { currentPlatform } from "../platform.ts";
import type { Host } from "../run.ts";
import { NOTHING_TO_LINT } from "./exit-status.ts";
import type { LintOptions } from "./lint-options.ts";
import { openOutput, thisHost } from "./output.ts";
import { writeReports } from "./reports.ts";

/** `--dry-run`: the diff on standard output, what it is about on standard error. 1 where something would change. */
export async function previewFixes(result: FixResult, { diff, format, color }: LintOptions): Promise<number> {
  const output = openOutput(documentsIn(result), color);
  const { style, redactor } = output;
  if (diff === "raw") {
    const versions = result.changes.map((change) => appliedVersions(change, thisHost()));
    const isSecret = versions.some((each) => holdsSecret(each, redactor));
    if (isSecret && process.stdout.isTTY) {
      throw new UserError(
        "the patch holds a secret, and a terminal is no place for it",
        "mcp-lint --diff=raw > fixes.patch, or --diff to see it with the secrets masked",
      );
    }
    await write(process.stdout, versions.map(rawDiff).join(""), { redact: (text) => text });
    if (isSecret)
      await write(process.stderr, "The patch holds secrets of your files: keep it as they are kept", redactor);
  } else {
    const shown = (): string =>
      result.changes.map((change) => shownDiff(shownVersions(change), redactor, style)).join("\n");
    await writeReports(format ?? [{ format: "human" }], result.after, output, shown, { result });
  }
  await write(process.stderr, reportFixes(result, output), redactor);
  if (result.before.project.documents.length === 0) return NOTHING_TO_LINT;
  return result.changes.length > 0 ? 1 : 0;
}

/** A change as people know its file. */
export function shownVersions({ file, before, after }: Change): FileVersions {
  return { name: shownPath(file, currentPlatform()), before, after };
}

/** Named from the working directory, where `git apply` looks; it changes no file through a link. */
function appliedVersions({ file, before, after }: Change, { fileSystem }: Host): FileVersions {
  const real = (place: string): string => fileSystem.realPath(place) ?? place;
  const target = before ? real(file) : path.join(real(path.dirname(file)), path.basename(file));
  return { name: path.relative(real(process.cwd()), target).replaceAll(path.sep, "/"), before, after };
}
