const reference = /\$?\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g;

/** A string of the manifest as the server gets it, and the variables that are unset and have no default. */
export interface Expanded {
  readonly value: string;
  readonly missing: readonly string[];
}

/**
 * `${VAR}` and `${VAR:-default}` become the value of the variable; `$${VAR}` stands for `${VAR}` itself. Nothing else is
 * special. The default also counts for an empty variable, and what is missing becomes empty.
 */
export function expand(text: string, environment: Readonly<Record<string, string | undefined>>): Expanded {
  const missing: string[] = [];
  const value = text.replace(reference, (all, name: string, fallback: string | undefined) => {
    if (all.startsWith("$$")) return all.slice(1);
    const found = environment[name];
    if (found === undefined && fallback === undefined) missing.push(name);
    return fallback === undefined ? (found ?? "") : found || fallback;
  });
  return { value, missing };
}

/** The text that `expand` turns into this one. */
export function escaped(text: string): string {
  return text.replace(reference, (all) => `$${all}`);
}
