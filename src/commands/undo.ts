import { shownPath, syntaxOf } from "../discover/collect.ts";
import type { Document } from "../document/document.ts";
import { parserFor } from "../document/parse.ts";
import { UserError } from "../errors.ts";
import { currentPlatform } from "../platform.ts";
import { mergedText, shownDiff } from "../report/diff.ts";
import { table } from "../report/table.ts";
import { visible } from "../report/visible.ts";
import { commit } from "../transaction/commit.ts";
import { writingHost, type WritingHost } from "../transaction/host.ts";
import { recover } from "../transaction/recover.ts";
import { listTransactions, planUndo, type EditedFile } from "../transaction/undo.ts";
import { openOutput } from "./output.ts";
import { tellRecovered } from "./recovered.ts";

/** `mcp-lint undo [ID]`: takes a transaction back, or shows with `--list` what can be taken back. */
export async function undoCommand(id: number | undefined, { list }: { readonly list?: true }): Promise<number> {
  const host = writingHost(currentPlatform());
  await tellRecovered(recover(host));
  if (list) return showTransactions(host);

  const plan = planUndo(host, id);
  if (plan.outcome === "edited") return showMerge(plan.id, plan.files);
  const result = commit(plan.transaction, host);
  await tellRecovered(result.recovered);
  if (result.outcome === "stale")
    throw new UserError(`${result.file} was changed at the same time; nothing was written`);
  const { style, write } = openOutput();
  const { changes, undoes } = plan.transaction;
  await write(
    [
      style.success(`Took transaction ${undoes} back (mcp-lint undo ${result.id} does it again)`),
      ...changes.map(({ file }) => `  ${visible(shownPath(file, currentPlatform()))}`),
    ].join("\n"),
  );
  return 0;
}

async function showTransactions(host: WritingHost): Promise<number> {
  const { style, write } = openOutput();
  const rows = listTransactions(host).map(({ id, time, title, servers, undone }) => [
    style.bold(String(id)),
    time.slice(0, 16).replace("T", " "),
    visible(undone ? `${title} (taken back)` : title),
    style.dim(visible(servers.join(", "))),
  ]);
  await write(rows.length > 0 ? table(rows) : "There is nothing to undo");
  return 0;
}

/** Nothing is restored over what somebody wrote: shows what the files would be with both changes. */
async function showMerge(id: number, files: readonly EditedFile[]): Promise<number> {
  const merges = await Promise.all(files.map(mergeOf));
  const { style, redactor, write } = openOutput(merges.flatMap(({ documents }) => documents));
  const blocks = merges.map(({ file, advice, current, wanted }) => {
    const shown = shownPath(file, currentPlatform());
    const head = `${visible(shown)}: ${advice}`;
    if (!wanted) return head;
    return `${head}\n${shownDiff({ name: shown, before: current, after: wanted }, redactor, style)}`;
  });
  await write([style.warning(`Transaction ${id} was not taken back: files were edited since`), ...blocks].join("\n"));
  return 1;
}

interface Merge {
  readonly file: string;
  readonly advice: string;
  readonly current: Document | undefined;
  /** With the edits since, and without the transaction. */
  readonly wanted?: Document;
  /** All versions, whose secrets are to be masked. */
  readonly documents: readonly Document[];
}

async function mergeOf({ file, original, written, current }: EditedFile): Promise<Merge> {
  const parse = await parserFor(syntaxOf(file));
  const read = (content: Uint8Array | string | undefined): Document | undefined =>
    content === undefined ? undefined : parse(file, content);
  const [before, base, now] = [read(original), read(written), read(current)];
  const text = before && base && now ? mergedText(base.text, before.text, now.text) : undefined;
  const wanted = now ? read(text) : before;
  const documents = [before, base, now, wanted].filter((document) => document !== undefined);
  const merge = { file, current: now, documents };
  if (wanted) return { ...merge, wanted, advice: "this change would take it back and keep the edits" };
  const advice = before
    ? "the edits are in the same lines, so put it right by hand"
    : "it was made by the transaction, so remove it by hand if nothing needs it any more";
  return { ...merge, advice };
}
