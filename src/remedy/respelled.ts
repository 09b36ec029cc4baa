import type { Fix } from "../fix/fix.ts";
import type { Located, Project, Reading, ServerEntry } from "../model/entry.ts";
import type { Placeholder } from "../model/placeholders.ts";
import { isOfEditor, referenceTo, type ReferenceField } from "../model/reference.ts";
import { relevantReadings } from "../model/relevance.ts";
import { referenceInstead } from "./secret-reference.ts";

/** Writes a reference to a variable as the readers of the file spell it. Safe where all of them are known to. */
export function respelled(
  placeholder: Placeholder,
  { value, path }: Located<string>,
  field: ReferenceField,
  entry: ServerEntry,
  project: Project,
): Fix | undefined {
  const { spelling, name, fallback, start, end } = placeholder;
  if (fallback !== undefined || isOfEditor(placeholder) || isAsked(spelling) || !/^\w+$/.test(name)) return undefined;
  const written = { value: value.slice(start, end), path };
  const title = `refer to \`${name}\` as ${relevantReadings(entry, project)[0]?.client.name} does`;
  const forAll = referenceInstead(written, name, field, entry, entry.readings);
  if (forAll && entry.readings.every(isHarmless)) return { ...forAll, title, safety: "safe" };
  const fix = forAll ?? referenceInstead(written, name, field, entry, relevantReadings(entry, project));
  return fix && { ...fix, title };
}

/** Something that VS Code asks the user for. */
function isAsked(spelling: Placeholder["spelling"]): boolean {
  return spelling === "${input:VAR}" || spelling === "$input:VAR";
}

/** Does a variable that is not set harm no more than the reference nobody expanded? */
function isHarmless({ dialect: { placeholders } }: Reading): boolean {
  return placeholders.known && placeholders.unset !== "file-error" && placeholders.unset !== "entry-error";
}

/** How a client can be given the value, as an instruction. `name`: of the variable or header that it stands in. */
export function adviceFor(
  placeholder: Placeholder,
  field: ReferenceField,
  { dialect }: Reading,
  name?: string,
): string {
  if (isOfEditor(placeholder)) return "write the path; most clients start a server in the folder of the project";
  if (placeholder.spelling === "$input:VAR" && dialect.placeholders.syntaxes.includes("${input:VAR}"))
    return `write \`\${input:${placeholder.name}}\``;
  if (isAsked(placeholder.spelling)) {
    const way = field === "env" && name !== undefined ? referenceTo(name, field, dialect) : undefined;
    return `it cannot ask: ${way ?? "take the value from the environment"}`;
  }
  const noWay = "it has no way to refer to one here: start the server by a script that reads it";
  return referenceTo(placeholder.name, field, dialect, name) ?? noWay;
}
