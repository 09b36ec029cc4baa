import type { Fix } from "../fix/fix.ts";
import type { Located, Project, Reading, ServerEntry } from "../model/entry.ts";
import type { Placeholder } from "../model/placeholders.ts";
import { isOfEditor, type ReferenceField } from "../model/reference.ts";
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
  if (fallback !== undefined || isOfEditor(placeholder) || spelling === "${input:VAR}" || !/^\w+$/.test(name))
    return undefined;
  const written = { value: value.slice(start, end), path };
  const title = `refer to \`${name}\` as ${relevantReadings(entry, project)[0]?.client.name} does`;
  const forAll = referenceInstead(written, name, field, entry, entry.readings);
  if (forAll && entry.readings.every(isHarmless)) return { ...forAll, title, safety: "safe" };
  const fix = forAll ?? referenceInstead(written, name, field, entry, relevantReadings(entry, project));
  return fix && { ...fix, title };
}

/** Does a variable that is not set harm no more than the reference nobody expanded? */
function isHarmless({ dialect: { placeholders } }: Reading): boolean {
  return placeholders.known && placeholders.unset !== "file-error" && placeholders.unset !== "entry-error";
}
