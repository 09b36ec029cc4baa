import { rules } from "../../rules/index.ts";
import { docsUrl } from "../about.ts";
import { standardInputFile } from "../discover/explicit.ts";
import { nearest } from "../discover/suggestion.ts";
import { UserError } from "../errors.ts";
import { commitFixes } from "../fix/commit.ts";
import { busyPorts } from "../manifest/busy-ports.ts";
import { knownPorts } from "../hub/daemon/known-ports.ts";
import { documentsIn, type FixResult } from "../fix/outcome.ts";
import { bytesOf } from "../fix/overlay.ts";
import type { Choice } from "../fix/passes.ts";
import type { Refusal } from "../fix/refusal.ts";
import { reportFixes } from "../report/fixes.ts";
import type { Changes } from "../git/changes.ts";
import { reportHuman } from "../report/human.ts";
import { write } from "../report/write.ts";
import { narrowed } from "../report/result.ts";
import { fix, type Host, type Selection } from "../run.ts";
import type { Settings } from "../settings.ts";
import { writingHost, type WritingHost } from "../transaction/host.ts";
import { recover } from "../transaction/recover.ts";
import { askAtTerminal } from "./confirm.ts";
import type { Choices } from "./chosen.ts";
import { exitStatus, NOTHING_TO_LINT } from "./exit-status.ts";
import { chosenFormats } from "./formats.ts";
import { withHubToken } from "./hub-token.ts";
import type { LintOptions } from "./lint-options.ts";
import { openOutput, thisHost } from "./output.ts";
import { previewFixes } from "./preview.ts";
import { tellRecovered } from "./recovered.ts";
import { writeReports } from "./reports.ts";
import { shownVerdict } from "./verdict.ts";

/** `mcp-lint --fix` and all that goes with it. */
export async function fixCommand(
  selection: Selection,
  { settings: given, tolerance }: Choices,
  options: LintOptions,
  changes?: Changes,
): Promise<number> {
  const { standardInput } = selection;
  const isPreview = options.dryRun !== undefined || options.diff !== undefined;
  const host = thisHost();
  const writing = writingHost(host.platform);
  if (standardInput && selection.paths.length > 1) {
    throw new UserError("standard input is fixed alone", "mcp-lint --fix - --stdin-filename NAME");
  }
  if (!isPreview && !standardInput) await tellRecovered(recover(writing));
  const token = options.token === true;
  const settings = { ...withHubToken(given, token && !isPreview), ...(token && { token }) };

  const isInput = standardInputFile(standardInput?.name, host.platform);
  const terminal = options.interactive && askAtTerminal(options.color);
  const choice: Choice = {
    safety: options.fix ?? "safe",
    rules: (options.fixOnly ?? []).map((id) => knownRule(id, settings)),
    ...(changes && { concerns: changes.isConcerned }),
    refuses: standardInput ? onlyFile(isInput) : writableFile(writing, changes),
    ...(terminal && { confirms: terminal.confirms }),
  };
  const known = await knownPorts(host.platform, host.fileSystem);
  const busy = selection.machine ? await busyPorts(settings.ports) : [];
  const machine = {
    ...host,
    busyPorts: new Set([...known.ports, ...busy]),
    portsElsewhere: known.byDefinition,
    ...(options.online && { online: true as const }),
  };
  const planned = await fix(selection, settings, choice, machine).finally(() => terminal?.close());
  const whole = options.verify ? await withVerified(planned, selection, settings, choice, machine) : planned;
  const result = { ...whole, after: narrowed(whole.after, changes?.isConcerned) };

  if (isPreview) return previewFixes(result, options);
  if (standardInput) {
    const { changes, before } = result;
    const fixed = changes.find(({ file }) => file === isInput)?.after;
    process.stdout.write(fixed ? bytesOf(fixed) : standardInput.bytes);
    await report(result, options, process.stderr);
    return before.project.documents.length === 0 ? NOTHING_TO_LINT : exitStatus(result.after, tolerance);
  }
  if (result.changes.length === 0) {
    await report(result, options, process.stdout);
    return exitStatus(result.after, tolerance);
  }
  const { id, recovered } = commitFixes(result, writing);
  await tellRecovered(recovered);
  await report(result, options, process.stdout, id);
  return exitStatus(result.after, tolerance);
}

/** Without the moves of servers that do not answer over the hub as they do directly. */
async function withVerified(
  planned: FixResult,
  selection: Selection,
  settings: Settings,
  choice: Choice,
  machine: Host,
): Promise<FixResult> {
  const { verifyMoves } = await import("../verification/moves.ts");
  const { redactor, style } = openOutput(documentsIn(planned), "auto", process.stderr);
  const rejected = await verifyMoves(planned, machine.platform, (verdict) => {
    void write(process.stderr, shownVerdict(verdict, style), redactor);
  });
  if (rejected.size === 0) return planned;
  const made = new Set(planned.fixed.map(({ fingerprint }) => fingerprint));
  return fix(
    selection,
    settings,
    {
      ...choice,
      rejects: ({ fingerprint }) => rejected.get(fingerprint),
      // Nobody is asked the same twice.
      ...(choice.confirms && { confirms: async ({ fingerprint }) => made.has(fingerprint) }),
    },
    machine,
  );
}

async function report(
  result: FixResult,
  { format, quiet, color }: LintOptions,
  stream: NodeJS.WriteStream,
  transaction?: number,
): Promise<void> {
  const output = openOutput(documentsIn(result), color, stream);
  const done = transaction === undefined ? {} : { transaction };
  const { ownRules } = result.after.settings;
  const forPeople = (): string =>
    [
      reportHuman(result.after, { ...output, quiet: quiet === true, docsUrl: (rule) => docsUrl(rule, ownRules) }),
      reportFixes(result, { ...output, ...done }),
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  await writeReports(chosenFormats(format, process.env), result.after, output, forPeople, { result, ...done });
}

function knownRule(id: string, { ownRules = [] }: Settings): string {
  const ids = [...rules, ...ownRules].map((rule) => rule.id);
  if (ids.includes(id)) return id;
  const meant = nearest(id, ids);
  throw new UserError(
    `there is no rule \`${id}\``,
    meant === undefined ? "`mcp-lint rules` lists all" : `did you mean \`${meant}\`? \`mcp-lint rules\` lists all`,
  );
}

function onlyFile(input: string): Refusal {
  return (file) => (file === input ? undefined : "It also changes another file, and standard input is but one");
}

/** One file that cannot be written does not keep the others from being fixed. */
function writableFile({ disk }: WritingHost, changes: Changes | undefined): Refusal {
  return (file) => {
    // Fixed and staged again it would take along what was meant for another commit.
    if (changes?.unstaged.has(file)) return "The file has changes that are not staged";
    const place = disk.realPath(file);
    return place === undefined || disk.mayWrite(place) ? undefined : "The file is read-only";
  };
}
