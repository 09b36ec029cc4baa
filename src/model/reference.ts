import type { Dialect } from "../clients/client.ts";
import { spelled } from "./spelling.ts";

/** The parts of an entry in which a client may expand a variable. */
export type ReferenceField = "args" | "env" | "url" | "headers";

/** Keys under which clients list variables to hand on to a stdio server. */
const handedOn = ["env_vars", "env_keys"];

/**
 * What to write in a field so that the client takes the value from an environment variable, as an instruction:
 * ``write `${env:TOKEN}` ``. Undefined where the client has no way that is known.
 */
export function referenceTo(variable: string, field: ReferenceField, dialect: Dialect): string | undefined {
  const { placeholders, http, stdio } = dialect;
  const expands = placeholders.fields.includes(field) || placeholders.fields.includes("file");
  // `$VAR` runs into what follows it; where there is another spelling, that is safer.
  const syntaxes = placeholders.syntaxes.filter((spelling) => spelling.includes("VAR"));
  const syntax = syntaxes.find((spelling) => spelling.endsWith("VAR}")) ?? syntaxes[0];
  if (expands && syntax !== undefined) return `write \`${syntax.replace("VAR", () => variable)}\``;
  const key =
    field === "headers"
      ? (http?.bearerTokenVariable ?? http?.headerVariables)
      : field === "env"
        ? handedOn.find((name) => Object.hasOwn(stdio?.otherKeys ?? {}, name))
        : undefined;
  return key === undefined ? undefined : `name the variable under \`${spelled(key)}\``;
}
