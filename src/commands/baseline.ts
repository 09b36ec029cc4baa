import { shownPath } from "../discover/collect.ts";
import { parserFor } from "../document/parse.ts";
import { UserError } from "../errors.ts";
import { documentsOf } from "../model/documents.ts";
import { visible } from "../report/visible.ts";
import { lint, namesFor, type Selection } from "../run.ts";
import { baselineText, findingsOf, knownFinding, type KnownFinding } from "../suppression/baseline.ts";
import { sameContent } from "../transaction/change.ts";
import { commit } from "../transaction/commit.ts";
import { writingHost } from "../transaction/host.ts";
import { baselineFile, choicesOf, type ChoosingOptions } from "./chosen.ts";
import { openOutput, thisHost } from "./output.ts";
import { tellRecovered } from "./recovered.ts";
import { pathsOf } from "../platform.ts";

type Action = "create" | "update" | "prune";

interface BaselineOptions extends ChoosingOptions {
  readonly ignore: boolean;
}

/** `mcp-lint baseline`: what the baseline holds; with an action, writes it. */
export async function baselineCommand(action: Action | undefined, options: BaselineOptions): Promise<number> {
  const host = thisHost();
  const { fileSystem, platform } = host;
  const { machine, ignore, baseline, ...rest } = options;
  const file =
    baseline === undefined ? baselineFile(machine === true, host) : pathsOf(platform).resolve(platform.cwd, baseline);
  const shown = shownPath(file, platform);
  const before = fileSystem.status(file)?.kind === "file" ? fileSystem.read(file) : undefined;
  const known = before === undefined ? undefined : await readBaseline(file, before, action === "update");
  if (action === "create" && known) {
    throw new UserError(
      `${shown} is there already`,
      "mcp-lint baseline update writes it anew, prune takes out what is gone",
    );
  }
  if (action !== "create" && action !== "update" && !known) {
    throw new UserError(`there is no baseline ${shown}`, "mcp-lint baseline create writes one");
  }
  const selection: Selection = { paths: [], ignore, ...(machine && { machine }) };
  const { settings } = await choicesOf({ ...rest, ...(machine && { machine }) }, host);
  // What comments and the config accept is accepted there; only the rest belongs into the baseline.
  const { suppressing, ...others } = settings;
  const { configs = [] } = suppressing || {};
  const result = await lint(selection, { ...others, ...(configs.length > 0 && { suppressing: { configs } }) }, host);
  const nameOf = namesFor(selection, host);
  const found = result.diagnostics
    .filter(({ rule }) => rule !== "unused-suppression")
    .map((diagnostic) => knownFinding(diagnostic, nameOf));
  const { style, redactor, write } = openOutput(documentsOf(result.project));

  const gone = without(known ?? [], found);
  const added = without(found, known ?? []);
  if (action === undefined) {
    const lines = [`${shown} holds ${counted(known!.length)}, ${gone.length} of them gone`];
    await write([...lines, `${counted(added.length)} not in it`].join("\n"));
    return 0;
  }
  const kept = action === "prune" ? without(known!, gone) : found;
  const text = baselineText(kept, redactor);
  const after = new TextEncoder().encode(text);
  if (before === undefined || !sameContent(before, after)) {
    const changes = [{ file, before, after, phase: "make", mode: 0o644 }] as const;
    const done = commit({ title: "Write the baseline", changes }, writingHost(platform));
    await tellRecovered(done.recovered);
    if (done.outcome === "stale") throw new UserError(`${shown} was changed at the same time`, "run it again");
  }
  const news = action === "prune" ? [] : [`${added.length} new`];
  await write(
    style.success(`${visible(shown)} holds ${counted(kept.length)}`) +
      ` (${[...news, `${gone.length} gone`].join(", ")})`,
  );
  return 0;
}

/** Those whose fingerprint is not among the others. */
function without(findings: readonly KnownFinding[], others: readonly KnownFinding[]): readonly KnownFinding[] {
  const prints = new Set(others.map(({ fingerprint }) => fingerprint));
  return findings.filter(({ fingerprint }) => !prints.has(fingerprint));
}

function counted(count: number): string {
  return `${count} finding${count === 1 ? "" : "s"}`;
}

/** @throws UserError where it cannot be read, unless it is `replaced` anyway. */
async function readBaseline(
  file: string,
  bytes: Uint8Array,
  replaced: boolean,
): Promise<readonly KnownFinding[] | undefined> {
  const parse = await parserFor("jsonc");
  const findings = findingsOf(parse(file, bytes));
  if (findings) return findings;
  if (replaced) return [];
  throw new UserError(`${file} is no baseline`, "mcp-lint baseline update writes it anew");
}
