import { shownPath } from "../discover/collect.ts";
import { UserError } from "../errors.ts";
import { bytesOf } from "../fix/overlay.ts";
import { eject, type Ejection } from "../migration/eject.ts";
import { documentsOf } from "../model/documents.ts";
import { currentPlatform } from "../platform.ts";
import { table } from "../report/table.ts";
import { visible } from "../report/visible.ts";
import { lint } from "../run.ts";
import type { FileChange, Phase } from "../transaction/change.ts";
import { commit } from "../transaction/commit.ts";
import { writingHost } from "../transaction/host.ts";
import { choicesOf } from "./chosen.ts";
import { openOutput, thisHost } from "./output.ts";
import { tellRecovered } from "./recovered.ts";

export interface EjectOptions {
  readonly client?: string;
  readonly machine?: true;
}

/** `mcp-lint eject NAME`: clients start a server of the hub themselves again, for debugging. */
export async function ejectCommand(name: string, { client, machine }: EjectOptions): Promise<number> {
  const selection = { paths: [], ignore: true, ...(machine && { machine }) };
  const { settings } = await choicesOf(machine ? { machine } : {}, thisHost());
  const { project } = await lint(selection, settings, thisHost());
  const ejection = await eject(project, name, client);
  const { style, write } = openOutput([...documentsOf(project), ...ejection.changes.map(({ after }) => after)]);
  const left = table(ejection.left.map(({ origin, why }) => [`  ${visible(origin.file)}`, style.dim(why)]));
  if (ejection.changes.length === 0) {
    await write(
      [style.warning(`No config was changed: nothing leads to \`${visible(name)}\` on the hub`), left].join("\n"),
    );
    return 1;
  }
  const title = `Eject ${name}`;
  const result = commit({ title, servers: [name], changes: fileChanges(ejection) }, writingHost(currentPlatform()));
  await tellRecovered(result.recovered);
  if (result.outcome === "stale") {
    throw new UserError(`${result.file} was changed at the same time; nothing was written`, "run it again");
  }
  const files = ejection.changes.map(({ before }) => `  ${visible(shownPath(before.file, currentPlatform()))}`);
  await write(
    [
      style.success(`\`${visible(name)}\` is started by its clients again:`),
      ...files,
      ...(left === "" ? [] : ["left as it is:", left]),
      `mcp-lint --fix moves it back to the same port; mcp-lint undo ${result.id} takes this back.`,
    ].join("\n"),
  );
  return 0;
}

/** The hub keeps the server until no config leads to it. */
function fileChanges({ changes, manifest }: Ejection): readonly FileChange[] {
  const change = ({ before, after }: Ejection["changes"][number], phase: Phase): FileChange => {
    return { file: before.file, before: bytesOf(before), after: bytesOf(after), phase };
  };
  return [...changes.map((each) => change(each, "switch")), ...(manifest ? [change(manifest, "break")] : [])];
}
