import { newConfig, findConfig, type ConfigPlace } from "../config/find.ts";
import { shownPath } from "../discover/collect.ts";
import { repositoryRoot } from "../discover/repo.ts";
import type { Document } from "../document/document.ts";
import { parserFor } from "../document/parse.ts";
import { UserError } from "../errors.ts";
import type { Changes } from "../git/changes.ts";
import { bytesOf } from "../fix/overlay.ts";
import type { Change } from "../fix/outcome.ts";
import { documentsOf } from "../model/documents.ts";
import { shownDiff } from "../report/diff.ts";
import { narrowed } from "../report/result.ts";
import { visible } from "../report/visible.ts";
import { lint, namesFor, type Selection } from "../run.ts";
import type { Settings } from "../settings.ts";
import { accept } from "../suppression/write.ts";
import { commit } from "../transaction/commit.ts";
import { writingHost } from "../transaction/host.ts";
import { NOTHING_TO_LINT } from "./exit-status.ts";
import type { LintOptions } from "./lint-options.ts";
import { openOutput, thisHost } from "./output.ts";
import { shownVersions } from "./preview.ts";
import { tellRecovered } from "./recovered.ts";

/** `mcp-lint --suppress --reason TEXT`: accepts what is found now. */
export async function suppressCommand(
  selection: Selection,
  settings: Settings,
  options: LintOptions,
  changes?: Changes,
): Promise<number> {
  const { reason, config, dryRun, diff } = options;
  if (reason === undefined || reason.trim() === "") {
    throw new UserError("--suppress needs a reason", 'mcp-lint --suppress --reason "why it is all right"');
  }
  if (selection.standardInput) throw new UserError("standard input takes no suppressions");
  if (config === false) throw new UserError("--suppress may have to write into the config", "leave out --no-config");
  const host = thisHost();
  const writing = writingHost(host.platform);
  const result = narrowed(await lint(selection, settings, host), changes?.isConcerned);
  if (result.project.documents.length === 0) return NOTHING_TO_LINT;
  const findings = result.diagnostics.filter(({ rule }) => rule !== "unused-suppression");
  const acceptance = await accept(findings, {
    reason: reason.trim(),
    config: await configToWrite(selection, config),
    nameOf: namesFor(selection, host),
    refuses: (file) => {
      const real = host.fileSystem.realPath(file);
      return real !== undefined && !writing.disk.mayWrite(real);
    },
  });
  const documents = [...documentsOf(result.project), ...acceptance.changes.map(({ after }) => after)];
  const { style, redactor, write } = openOutput(documents, options.color);
  if (dryRun !== undefined || diff !== undefined) {
    await write(acceptance.changes.map((change) => shownDiff(shownVersions(change), redactor, style)).join("\n"));
    return acceptance.changes.length > 0 ? 1 : 0;
  }
  if (findings.length === 0) {
    await write(style.success("Nothing is found that would have to be suppressed"));
    return 0;
  }
  const title = `Suppress ${findings.length} finding${findings.length === 1 ? "" : "s"}`;
  const done = commit({ title, changes: acceptance.changes.map(fileChange) }, writing);
  await tellRecovered(done.recovered);
  if (done.outcome === "stale") {
    throw new UserError(`${done.file} was changed at the same time; nothing was written`, "run it again");
  }
  const { byComment, byConfig } = acceptance;
  const ways = [
    ...(byComment > 0 ? [`${byComment} by comment`] : []),
    ...(byConfig > 0 ? [`${byConfig} by the config`] : []),
  ];
  await write(
    [
      style.success(`Suppressed ${ways.join(", ")}`),
      ...acceptance.changes.map(({ file }) => `  ${visible(shownPath(file, host.platform))}`),
      `mcp-lint undo ${done.id} takes this back.`,
    ].join("\n"),
  );
  return 0;
}

function fileChange({ file, before, after }: Change): Parameters<typeof commit>[0]["changes"][number] {
  return { file, before: before && bytesOf(before), after: bytesOf(after), phase: "make" };
}

/** The config that takes entries, whether it is there or not. */
async function configToWrite(
  { machine }: Selection,
  named: string | undefined,
): Promise<ConfigPlace & { readonly document?: Document }> {
  const { fileSystem, platform } = thisHost();
  const root = repositoryRoot(platform.cwd, fileSystem);
  const place = findConfig(root, machine === true, { fileSystem, platform }, named);
  if (!place) return { file: newConfig(root, machine === true, platform), path: [] };
  const parse = await parserFor("jsonc");
  return { ...place, document: parse(place.file, fileSystem.read(place.file)) };
}
