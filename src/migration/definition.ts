import type { Definition } from "../manifest/manifest.ts";
import type { HubPlace, Located, Project, Reading, ServerEntry } from "../model/entry.ts";
import { runsOwnProgram } from "../model/own-program.ts";
import { mayRefer } from "../model/placeholders.ts";
import { isForInstalling } from "../model/plugin.ts";
import { pathsOf } from "../platform.ts";
import { blockerOf } from "./blockers.ts";
import { isRelativePath, manifestPath, projectFolder } from "./folders.ts";
import { refuse, type Refused } from "./reasons.ts";
import { translate, type VariableField } from "./variables.ts";

/** What the hub has to start in place of an entry, or what forbids that, whatever there is on the hub already. */
export function startFor(
  entry: ServerEntry,
  readings: readonly [Reading, ...Reading[]],
  { project, place, bridge }: { readonly project: Project; readonly place: HubPlace; readonly bridge: boolean },
): Definition | Refused {
  if (isForInstalling(entry, project)) return refuse("plugin", readings[0]);
  return blockerOf(entry, readings, bridge) ?? definitionOf(entry, readings[0], place);
}

/** What forbids to start an entry on the hub; undefined where nothing does. */
export function refusalOf(...[entry, readings, around]: Parameters<typeof startFor>): Refused | undefined {
  const { project, bridge } = around;
  if (isPlain(entry) && !isForInstalling(entry, project)) return blockerOf(entry, readings, bridge);
  const start = startFor(entry, readings, around);
  return "reason" in start ? start : undefined;
}

/** Nothing in it means one thing here and another there: it is started as it stands. */
function isPlain(entry: ServerEntry): boolean {
  const { command, cwd, args, env } = entry;
  const refers = ({ value }: Located<string>): boolean => mayRefer(value);
  return !!command && !cwd && ![[command], args, env].some((texts) => texts.some(refers)) && !needsFolder(entry);
}

/** What the hub has to start so that the client reaches the server it started itself. `reading`: of the file's owner. */
function definitionOf(entry: ServerEntry, reading: Reading, place: HubPlace): Definition | Refused {
  const { command, args, env } = entry;
  if (!command) return refuse("not-understood", reading);
  let refused: Refused | undefined;
  const written = (text: string, field: VariableField): string => {
    const translated = translate(text, field, reading.dialect.placeholders, place.platform.os);
    if (typeof translated === "string") return translated;
    refused ??= refuse(translated.reason, reading, translated.piece);
    return "";
  };
  const folder = startFolder(entry, reading, place, (text) => written(text, "cwd"));
  if (typeof folder === "object") return folder;
  const variables = [...env.map(({ name, value }) => [name, written(value, "env")]), ...handedOn(entry)];
  const definition: Definition = {
    command: written(command.value, "command"),
    args: args.map(({ value }) => written(value, "args")),
    env: Object.fromEntries(variables) as Record<string, string>,
    ...(folder !== undefined && { cwd: folder }),
  };
  return refused ?? definition;
}

/** Equal for two definitions that start the same server; the order of variables does not matter. */
export function definitionKey({ command, args, env, cwd }: Definition): string {
  const variables = Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([command, args, variables, cwd ?? null]);
}

/** In the spelling of the manifest; undefined where it does not matter. */
function startFolder(
  entry: ServerEntry,
  reading: Reading,
  place: HubPlace,
  written: (text: string) => string,
): string | Refused | undefined {
  if (!entry.cwd && !needsFolder(entry)) return undefined;
  const paths = pathsOf(place.platform);
  const project = projectFolder(entry, reading, place);
  if (!entry.cwd) {
    return project === undefined ? refuse("project-folder", reading) : manifestPath(project, place);
  }
  const given = entry.cwd.value.replace(/^\$\{workspaceFolder\}(?=[\\/]|$)/, () => project ?? "${workspaceFolder}");
  if (/^~(?:[\\/]|$)/.test(given) || given.includes("$") || given.includes("{")) return written(given);
  if (paths.isAbsolute(given)) return manifestPath(given, place);
  // Of Windows, where this is no path.
  if (/^[A-Za-z]:[\\/]/.test(given)) return given;
  return project === undefined ? refuse("relative-path", reading) : manifestPath(paths.resolve(project, given), place);
}

/** Whether the server is another one in another folder. */
function needsFolder(entry: ServerEntry): boolean {
  const { command, args, env } = entry;
  const isOfFolder = ({ value }: { readonly value: string }): boolean =>
    isRelativePath(value.startsWith("-") ? value.replace(/^--?[\w-]+=/, "") : value) || value === "--project-from-cwd";
  return (command && isOfFolder(command)) || args.some(isOfFolder) || env.some(isOfFolder) || runsOwnProgram(entry);
}

/** `env_vars = ["TOKEN"]`: variables of its own environment that Codex hands on by name. */
function handedOn({ rest }: ServerEntry): readonly (readonly [string, string])[] {
  const list = rest.find(({ key }) => key === "env_vars")?.value;
  if (list?.kind !== "array") return [];
  return list.items.flatMap((item) =>
    item.kind === "scalar" ? [[String(item.value), `\${${String(item.value)}}`] as const] : [],
  );
}
