import { createHash } from "node:crypto";
import { UserError } from "../../errors.ts";
import type { Definition, HubServer } from "../../manifest/manifest.ts";
import { expand } from "../../manifest/variables.ts";
import { pathsOf, type Platform } from "../../platform.ts";
import type { Runnable } from "../child/child.ts";
import { redactorOf } from "../child/secrets.ts";
import { isExecutable, lookUp, pathOf, withFolder } from "./look-up.ts";
import { packageRequestOf } from "./npm/request.ts";
import { unwrapNpm } from "./npm/unwrap.ts";

export interface LaunchContext {
  /** `env`: what servers get, see `environment.ts`. */
  readonly platform: Platform;
  /** The manifest's folder. */
  readonly folder: string;
  /** Absolute path; installed packages are kept below it. */
  readonly stateFolder: string;
  /** What is worth a line in the log of this server. */
  readonly note?: (message: string) => void;
}

/** A server that cannot be started as the manifest has it. */
export class LaunchError extends UserError {
  constructor(message: string, hint?: string) {
    super(message, hint);
    this.name = "LaunchError";
  }
}

/**
 * What starting a server really runs: variables filled in, paths made absolute, and the server's own program instead of
 * the launcher that would install it. @throws LaunchError
 */
export async function launchOf(server: HubServer, context: LaunchContext): Promise<Runnable> {
  const { platform, folder, stateFolder, note = () => {} } = context;
  const paths = pathsOf(platform);
  const base = definedOf(platform.env);
  const { definition, missing } = filledIn(server, base);
  const cwd = absolute(definition.cwd ?? ".", folder, platform);
  const env = { ...base, ...definition.env };
  const redact = redactorOf({ args: definition.args, env });
  if (missing.length > 0) note(`not set in the environment of the hub, and taken as empty: ${missing.join(", ")}`);

  const shown = redact([server.command, ...server.args].join(" "));
  const runnable = (command: string, args: readonly string[], env: Runnable["env"]): Runnable => ({
    command,
    args,
    env,
    cwd,
    shown,
    identity: createHash("sha256")
      .update(JSON.stringify([command, args, definition.env, cwd]))
      .digest("hex"),
  });

  const request = await packageRequestOf(definition.command, definition.args);
  if (request) {
    const noteRedacted = (message: string): void => note(redact(message));
    const within = { platform: { ...platform, env }, cwd, stateFolder, note: noteRedacted };
    const program = await unwrapNpm(request, within);
    if (program) return runnable(program.command, program.args, withFolder(env, program.folder, platform.os));
  }
  const isPath = /[\\/]/.test(definition.command) || definition.command === "~";
  const command = isPath
    ? absolute(definition.command, folder, platform)
    : lookUp(definition.command, env, platform.os);
  if (command === undefined) throw noProgram(definition.command, pathOf(env));
  if (isPath && paths.sep === "/" && !isExecutable(command)) throw notToRun(command);
  return runnable(command, definition.args, env);
}

/** A definition with the values of its variables, and the names of those that have none. */
function filledIn(
  { name, command, args, env, cwd }: HubServer,
  environment: Readonly<Record<string, string>>,
): { readonly definition: Definition; readonly missing: readonly string[] } {
  const missing = new Set<string>();
  const written = (text: string): string => {
    const expanded = expand(text, environment);
    for (const each of expanded.missing) missing.add(each);
    return expanded.value;
  };
  // Without these there is nothing sensible to start; any other text may well be empty.
  const needed = (key: "command" | "cwd", text: string): string => {
    const expanded = expand(text, environment);
    const [variable] = expanded.missing;
    if (variable === undefined) return expanded.value;
    throw new LaunchError(
      `\`${key}\` of ${name} needs the variable ${variable}, which is not set in the environment of the hub`,
      `set ${variable} where your shell sets its variables, then restart the hub`,
    );
  };
  const definition: Definition = {
    command: needed("command", command),
    args: args.map(written),
    // A variable that only hands on another one of the same name is left out with it.
    env: Object.fromEntries(
      Object.entries(env)
        .filter(([name, text]) => text !== `\${${name}}` || environment[name] !== undefined || !missing.add(name))
        .map(([name, text]) => [name, written(text)]),
    ),
    ...(cwd !== undefined && { cwd: needed("cwd", cwd) }),
  };
  return { definition, missing: [...missing] };
}

function absolute(file: string, folder: string, platform: Platform): string {
  const paths = pathsOf(platform);
  const [, inHome] = /^~(?:[\\/](.*))?$/.exec(file) ?? [];
  return file === "~" || inHome !== undefined
    ? paths.resolve(platform.home, inHome ?? "")
    : paths.resolve(folder, file);
}

function noProgram(command: string, path: string | undefined): LaunchError {
  return new LaunchError(
    `there is no program \`${command}\` in PATH (${path ?? "which is not set"})`,
    "write its whole path into the manifest, or start the hub from a shell that finds it",
  );
}

function notToRun(command: string): LaunchError {
  return new LaunchError(`${command} is no program that may be run`, "correct `command` in the manifest");
}

function definedOf(env: Platform["env"]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
