import { counted } from "../report/quantity.ts";
import type { Definition, Row } from "../model/matrix.ts";
import { documentsOf } from "../model/documents.ts";
import { matrixOf } from "../model/matrix.ts";
import { definitionOf, isLost, stateOf } from "../report/definition.ts";
import { table } from "../report/table.ts";
import type { Style } from "../report/style.ts";
import { lint } from "../run.ts";
import { choicesOf } from "./chosen.ts";
import { NOTHING_TO_LINT } from "./exit-status.ts";
import { openOutput, selectionOf, thisHost, type FileOptions } from "./output.ts";

/** `mcp-lint list`: which server each client knows, how it reaches it, which definition counts and what differs. */
export async function listCommand(
  paths: readonly string[],
  options: FileOptions & { readonly json?: true },
): Promise<number> {
  const { settings } = await choicesOf(options, thisHost());
  const { project } = await lint(await selectionOf(paths, options), settings, thisHost());
  const { style, write } = openOutput(documentsOf(project));
  const rows = matrixOf(project);
  await write(options.json ? JSON.stringify(rows.map(plainRow), undefined, 2) : describe(rows, style));
  return rows.length > 0 ? 0 : NOTHING_TO_LINT;
}

function describe(rows: readonly Row[], style: Style): string {
  const heads = ["server", "client", "scope", "transport", "definition", "file"].map((head) => style.dim(head));
  const body = rows.flatMap((row) =>
    row.definitions.map((definition, index) => [
      index === 0 ? style.bold(row.name) : "",
      definition.reading.client.id,
      definition.reading.file.scope,
      transportOf(definition, style),
      definition.wins ? definitionOf(definition) : style.dim(`${definitionOf(definition)} (shadowed)`),
      style.dim(placeOf(definition)),
    ]),
  );
  const differing = rows.filter(({ differences }) => differences.length > 0);
  const clients = new Set(rows.flatMap(({ definitions }) => definitions.map(({ reading }) => reading.client.id)));
  const lines = differing.map(
    ({ name, differences }) => `${style.warning("differs")} ${style.bold(name)}: ${differences.join(", ")}`,
  );
  const tally = `${counted(rows.length, "server")} in ${counted(clients.size, "client")}`;
  return [table([heads, ...body]), "", ...lines, tally].join("\n");
}

function transportOf(definition: Definition, style: Style): string {
  const state = stateOf(definition);
  if (definition.reading.disabled) return style.dim(state);
  return isLost(definition) ? style.error(state) : state;
}

function placeOf({ entry: { source } }: Definition): string {
  return source.shown;
}

function plainRow({ name, differences, definitions }: Row): object {
  return {
    name,
    differences,
    definitions: definitions.map((definition) => ({
      client: definition.reading.client.id,
      scope: definition.reading.file.scope,
      file: placeOf(definition),
      transport: definition.reading.transport,
      outcome: definition.reading.outcome,
      disabled: definition.reading.disabled,
      wins: definition.wins,
      definition: definitionOf(definition),
      ...(definition.entry.identity !== undefined && { identity: definition.entry.identity }),
    })),
  };
}
