import type { Dialect } from "../clients/client.ts";
import { spelled } from "./spelling.ts";

/** The parts of an entry in which a client may expand a variable. */
export type ReferenceField = "args" | "env" | "url" | "headers";

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
