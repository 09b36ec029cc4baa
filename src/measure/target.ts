import type { Placeholders } from "../clients/client.ts";
import { folderOf } from "../estimate/load.ts";
import type { Reading, ServerEntry } from "../model/entry.ts";
import { placeholdersOf, type Placeholder } from "../model/placeholders.ts";
import { starts } from "../model/started.ts";
import { pathsOf, type Platform } from "../platform.ts";
import type { ProbeTarget } from "../probe/answer.ts";

export type StdioTarget = Extract<ProbeTarget, { kind: "stdio" }>;

/** How to start an entry as its client does, or why that cannot be done without it; one clause. */
export type Startable = { readonly target: StdioTarget } | { readonly why: string };

export function targetOf(entry: ServerEntry, platform: Platform): Startable {
  const reading = entry.readings.find((reading) => starts(reading));
  if (!reading || !entry.command) return { why: "it is reached by a URL, so there is nothing to start" };
  const paths = pathsOf(platform);
  const project = folderOf({ entry, reading });
  const folder = project === "" ? platform.cwd : project;
  const whys: string[] = [];
  const filled = (text: string, field: Field): string => {
    const result = fill(text, field, reading, { platform, folder });
    if ("why" in result) whys.push(result.why);
    return "why" in result ? text : result.text;
  };
  const home = (path: string): string => path.replace(/^~(?=$|[\\/])/, platform.home);
  const target: StdioTarget = {
    kind: "stdio",
    command: home(filled(entry.command.value, "command")),
    args: entry.args.map(({ value }) => filled(value, "args")),
    env: {
      ...defined(platform.env),
      ...Object.fromEntries(entry.env.map(({ name, value }) => [name, filled(value, "env")])),
    },
    cwd: paths.resolve(folder, entry.cwd ? home(filled(entry.cwd.value, "cwd")) : "."),
  };
  return whys.length > 0 ? { why: [...new Set(whys)].join(", ") } : { target };
}

type Field = Placeholders["fields"][number];

interface Surroundings {
  readonly platform: Platform;
  /** What `${workspaceFolder}` stands for. */
  readonly folder: string;
}

/** The text as the client hands it on. What a client does not replace stays as it is written. */
function fill(
  text: string,
  field: Field,
  { dialect }: Reading,
  surroundings: Surroundings,
): { readonly text: string } | { readonly why: string } {
  const pieces: string[] = [];
  let at = 0;
  for (const placeholder of placeholdersOf(text)) {
    const written = text.slice(placeholder.start, placeholder.end);
    const value = replaced(written, placeholder, field, dialect.placeholders, surroundings);
    if (typeof value !== "string") return value;
    pieces.push(text.slice(at, placeholder.start), value);
    at = placeholder.end;
  }
  return { text: pieces.join("") + text.slice(at) };
}

function replaced(
  written: string,
  { spelling, name, fallback }: Placeholder,
  field: Field,
  { syntaxes, fields, known }: Placeholders,
  { platform, folder }: Surroundings,
): string | { readonly why: string } {
  if (spelling === "<VAR>") return { why: `${written} stands for something that you have to fill in` };
  const isReplaced = syntaxes.includes(spelling) || syntaxes.includes(written);
  if (known && !(isReplaced && (fields.includes(field) || fields.includes("file")))) return written;
  switch (spelling) {
    case "${VAR}":
    case "$VAR":
    case "${env:VAR}":
    case "{env:VAR}":
    case "${VAR:-default}":
    case "${env:VAR:-default}": {
      if (name === "workspaceFolder") return folder;
      if (name === "userHome") return platform.home;
      const value = platform.env[name];
      if (fallback !== undefined) return value || fallback;
      return value ?? { why: `the variable ${name} is not set` };
    }
    case "${input:VAR}":
      return { why: `its client asks you for ${name}` };
    case "{VAR}":
    case "%VAR%":
      return written;
    default:
      return { why: `only its client can replace ${written}` };
  }
}

function defined(env: Platform["env"]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
