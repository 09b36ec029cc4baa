/** Options that are about the report, not about what is found; with a value unless it stands behind `=`. */
const ofReport: Readonly<Record<string, "value" | "flag">> = {
  "--format": "value",
  "--color": "value",
  "--fail-on": "value",
  "--max-warnings": "value",
  "--quiet": "flag",
  "-q": "flag",
  "--dry-run": "flag",
};

/** The command line that makes the safe fixes of a run with these arguments, for a POSIX shell; `=all` can be added. */
export function fixCommandOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): string {
  const kept: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    const [name = ""] = arg.split("=", 1);
    const kind = ofReport[name];
    if (kind === undefined && !/^--(?:fix|diff)(?:=|$)/.test(arg)) kept.push(quoted(arg));
    else if (kind === "value" && arg === name) at++;
  }
  const program = env["npm_command"] === "exec" ? "npx @mcp-lint/cli" : "mcp-lint";
  return [program, ...kept, "--fix"].join(" ");
}

function quoted(arg: string): string {
  return /^[\w@%+=:,./~-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;
}
