import { matrixOf, type Definition, type Row } from "../../model/matrix.ts";
import type { Project } from "../../model/entry.ts";
import { definitionOf, isLost, stateOf } from "../definition.ts";
import type { Redactor } from "../redact.ts";
import { markup, type Html } from "./markup.ts";

/** Servers × clients: how each client reaches each server, and what they do not agree on. */
export function matrixSection(project: Project, { redact }: Pick<Redactor, "redact">): Html {
  const rows = matrixOf(project);
  const names = new Map(
    rows.flatMap(({ definitions }) => definitions.map(({ reading: { client } }) => [client.id, client.name])),
  );
  const clients = [...names].sort(([, a], [, b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return markup``;
  return markup`<section aria-labelledby="servers">
    <h2 id="servers">Servers × clients</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="servers">
      <table>
        <thead>
          <tr>
            <th scope="col">server</th>
            ${clients.map(([, name]) => markup`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) =>
            rowOf(
              row,
              clients.map(([id]) => id),
              redact,
            ),
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function rowOf(row: Row, clients: readonly string[], redact: Redactor["redact"]): Html {
  const differs =
    row.differences.length === 0
      ? markup``
      : markup`<small class="differs">differs: ${row.differences.join(", ")}</small>`;
  const cells = clients.map((id) => {
    const definitions = row.definitions.filter(({ reading }) => reading.client.id === id);
    return markup`<td>${definitions.map((definition) => cellOf(definition, redact))}</td>`;
  });
  return markup`<tr>
    <th scope="row">${redact(row.name)}${differs}</th>
    ${cells}
  </tr>`;
}

function cellOf(definition: Definition, redact: Redactor["redact"]): Html {
  const { entry, reading, wins } = definition;
  const kind = isLost(definition) ? "lost" : reading.disabled || !wins ? "off" : reading.transport;
  const shadowed = wins ? "" : ", shadowed";
  return markup`<div class="cell ${kind}">
    <b>${stateOf(definition)}${shadowed}</b> <span>${redact(definitionOf(definition))}</span>
    <small>${redact(entry.source.shown)} (${reading.file.scope})</small>
  </div>`;
}
