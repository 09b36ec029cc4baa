import type { Dialect } from "../clients/client.ts";
import { mayRefer, type Placeholder } from "./placeholders.ts";
import type { Located, ServerEntry } from "./entry.ts";
import { shellLineOf } from "./shell-line.ts";
import { oncePerRow } from "../once-per.ts";
import { spelled } from "./spelling.ts";

/** The parts of an entry in which a client may expand a variable. */
export type ReferenceField = "command" | "args" | "env" | "cwd" | "url" | "headers";

/** Keys under which clients list variables to hand on to a stdio server. */
const handedOn = ["env_vars", "env_keys"];

/** How a client writes a variable within the text of a field; undefined where it expands none there. */
export function variableIn(variable: string, field: ReferenceField, { placeholders }: Dialect): string | undefined {
  if (!placeholders.fields.includes(field) && !placeholders.fields.includes("file")) return undefined;
  // `$VAR` runs into what follows it; where there is another spelling, that is safer.
  const syntaxes = placeholders.syntaxes.filter((spelling) => spelling.includes("VAR"));
  const syntax = syntaxes.find((spelling) => spelling.endsWith("VAR}")) ?? syntaxes[0];
  return syntax?.replace("VAR", () => variable);
}

/** The key that lists the variables a client hands on to a server it starts. */
export function handedOnKey({ stdio }: Dialect): string | undefined {
  return handedOn.find((name) => Object.hasOwn(stdio?.otherKeys ?? {}, name));
}

/**
 * What to write in a field so that the client takes the value from an environment variable, as an instruction:
 * ``write `${env:TOKEN}` ``. Undefined where the client has no way that is known. `header`: which one, if it is one.
 */
export function referenceTo(
  variable: string,
  field: ReferenceField,
  dialect: Dialect,
  header: string = "Authorization",
): string | undefined {
  const text = variableIn(variable, field, dialect);
  if (text !== undefined) return `write \`${text}\``;
  const { http } = dialect;
  const key =
    field === "headers"
      ? ((/^authorization$/i.test(header) ? http?.bearerTokenVariable : undefined) ?? http?.headerVariables)
      : field === "env"
        ? handedOnKey(dialect)
        : undefined;
  return key === undefined ? undefined : `name the variable under \`${spelled(key)}\``;
}

/** What a client makes of a reference: `literal`, these very characters; `elsewhere`, for it only expands in other fields. */
export type Understanding = "expanded" | "literal" | "elsewhere" | "unknown";

/** Variables that only an editor can fill in. */
const editorVariables = /^(?:workspaceFolder(?:Basename)?|workspaceRoot|userHome|pathSeparator)$/;

/** Variables that clients fill in for their plugins, which of them is not known. */
const ofPlugins = /PLUGIN_(?:ROOT|DATA)$/;

/** Does it stand for something that no environment holds? */
export function isOfEditor({ spelling, name }: Pick<Placeholder, "spelling" | "name">): boolean {
  return spelling === "${VAR}" && editorVariables.test(name);
}

/** Whether what is written is a reference beyond doubt, rather than text for the server. */
function isReference({ spelling, name, start, end }: Placeholder, text: string): boolean {
  switch (spelling) {
    case "${VAR}":
      return (/^[A-Z_][A-Z0-9_]*$/.test(name) && !ofPlugins.test(name)) || editorVariables.test(name);
    case "${VAR:-default}":
      return /^[A-Z_][A-Z0-9_]*$/.test(name);
    case "$VAR":
      return (
        /^[A-Z_][A-Z0-9_]*$/.test(name) && /^(?:Bearer |Token )?$/i.test(text.slice(0, start)) && end === text.length
      );
    case "${env:VAR}":
    case "{env:VAR}":
    case "${input:VAR}":
    case "$input:VAR":
      return true;
    default:
      return false;
  }
}

/** What a client makes of a reference in a field. */
export function understandingOf(
  { spelling, name }: Placeholder,
  field: ReferenceField,
  { placeholders: { known, syntaxes, fields, unset } }: Dialect,
): Understanding {
  if (!known) return "unknown";
  const isKnown = isOfEditor({ spelling, name })
    ? syntaxes.includes("${workspaceFolder}")
    : syntaxes.includes(spelling);
  // `$input` is a variable of its own where `$VAR` is one: only where such a one may stay does the whole.
  if (spelling === "$input:VAR" && syntaxes.includes("$VAR")) return unset === "literal" ? "literal" : "unknown";
  if (!isKnown) return "literal";
  if (fields.includes(field) || fields.includes("file")) return "expanded";
  // Few say what they do with the folder.
  return field === "cwd" ? "unknown" : "elsewhere";
}

/** Whether a client hands a reference on as it stands, beyond doubt. */
export function isNotExpanded(
  placeholder: Placeholder,
  text: string,
  field: ReferenceField,
  dialect: Dialect,
): boolean {
  const understanding = understandingOf(placeholder, field, dialect);
  return isReference(placeholder, text) && (understanding === "literal" || understanding === "elsewhere");
}

export type FieldText = readonly [field: ReferenceField, text: Located<string> & { readonly name?: string }];

/** The texts of an entry in which a client may expand a variable. What a shell or a bridge expands itself is not among them. */
export function referringTexts(entry: ServerEntry): readonly FieldText[] {
  const texts = textsOf(entry).filter(([, { value }]) => mayRefer(value));
  if (texts.length === 0) return texts;
  const { launch } = entry;
  const isExpanded =
    launch && (launch.bridge || shellLineOf(launch) || launch.wrappers.some(({ kind }) => kind === "cmd"));
  return isExpanded ? texts.filter(([field]) => field !== "args") : texts;
}

/** The texts of an entry that say what to start or to reach, and what goes with it. */
export const textsOf: (entry: ServerEntry) => readonly FieldText[] = oncePerRow(
  ({ command, args, env, cwd, url, headers }) => {
    const texts: FieldText[] = [];
    if (command) texts.push(["command", command]);
    for (const text of args) texts.push(["args", text]);
    for (const text of env) texts.push(["env", text]);
    if (cwd) texts.push(["cwd", cwd]);
    if (url) texts.push(["url", url]);
    for (const text of headers) texts.push(["headers", text]);
    return texts;
  },
);
