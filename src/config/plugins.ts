import { pathToFileURL } from "node:url";
import type { ScalarNode } from "../document/document.ts";
import { UserError } from "../errors.ts";
import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";
import { completed, type Documented, type OwnRule, type Rule } from "../rule.ts";
import { installedPath, isPath } from "./extends.ts";
import { errorAt, type ConfigFile } from "./problem.ts";

/** A plugin as a config names it. */
export interface PluginName {
  readonly config: ConfigFile;
  readonly node: ScalarNode;
}

interface Surroundings {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
}

/**
 * The rules of plugins. Their code is run: which plugins there are is only ever read from a config, never from a file
 * that is linted, and from one that the user has not named only where it is the user's own.
 * @throws UserError where one cannot be loaded or gives no rules.
 */
export async function loadPlugins(
  names: readonly PluginName[],
  known: readonly Rule[],
  surroundings: Surroundings,
): Promise<readonly Documented<Rule>[]> {
  const rules = new Map<string, Documented<Rule>>();
  const modules = new Set<string>();
  for (const { config, node } of names) {
    const name = String(node.value);
    const file = moduleOf(name, config.file, surroundings);
    if (file === undefined) throw errorAt(config, node, `there is no plugin \`${name}\``, hintFor(name, surroundings));
    if (modules.has(file)) continue;
    const stranger = config.trusted ? undefined : [config.file, file].find((each) => isOfStranger(each, surroundings));
    if (stranger !== undefined) {
      const hint = "where you trust it, name the config with --config; --no-config lints without";
      throw errorAt(config, node, `\`${name}\` is not run: ${stranger} belongs to another user`, hint);
    }
    modules.add(file);
    for (const rule of await rulesIn(file, name)) {
      const isTaken = rules.has(rule.id) || known.some(({ id }) => id === rule.id);
      if (isTaken) throw errorAt(config, node, `\`${name}\` has a rule \`${rule.id}\`, and there is one of that name`);
      rules.set(rule.id, rule);
    }
  }
  return [...rules.values()];
}

/** In a shared folder such as /tmp anybody may have left a config. */
function isOfStranger(file: string, { fileSystem, platform }: Surroundings): boolean {
  const owner = fileSystem.status(file)?.owner;
  return owner !== undefined && platform.user !== undefined && owner !== platform.user && owner !== 0;
}

function hintFor(name: string, { platform }: Surroundings): string {
  return isPath(name, platform) ? "paths are relative to the file they stand in" : `npm install --save-dev ${name}`;
}

/** Absolute path of the module to load. */
function moduleOf(name: string, from: string, surroundings: Surroundings): string | undefined {
  const { fileSystem, platform } = surroundings;
  const { dirname, join, resolve } = pathsOf(platform);
  const path = isPath(name, platform) ? resolve(dirname(from), name) : installedPath(name, from, surroundings);
  const kind = path === undefined ? undefined : fileSystem.status(path)?.kind;
  if (path === undefined || kind === "file") return path;
  if (kind !== "directory") return undefined;
  const entry = join(path, entryOf(join(path, "package.json"), fileSystem) ?? "index.js");
  return fileSystem.status(entry)?.kind === "file" ? entry : undefined;
}

/** The module that `import` would find in a package. */
function entryOf(manifest: string, fileSystem: FileSystem): string | undefined {
  try {
    const { exports, main } = JSON.parse(new TextDecoder().decode(fileSystem.read(manifest))) as Record<
      string,
      unknown
    >;
    const target = conditional(exports, ".") ?? main;
    return typeof target === "string" ? target : undefined;
  } catch {
    return undefined;
  }
}

/** `"./a.js"`, `{ "import": "./a.js" }` and `{ ".": … }`. */
function conditional(exports: unknown, ...keys: readonly string[]): string | undefined {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null) return undefined;
  const map = exports as Readonly<Record<string, unknown>>;
  for (const key of [...keys, "node", "import", "default"]) {
    const found = conditional(map[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function rulesIn(file: string, name: string): Promise<readonly Documented<Rule>[]> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(file).href)) as typeof module;
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const hint =
      code === "ERR_MODULE_NOT_FOUND" && message.includes("@mcp-lint/cli")
        ? "npm install --save-dev @mcp-lint/cli, or export the rule as a plain object"
        : undefined;
    throw new UserError(`the plugin \`${name}\` cannot be loaded: ${message.split("\n")[0]}`, hint);
  }
  const exported = Array.isArray(module.default) ? (module.default as readonly unknown[]) : [module.default];
  return exported.map((rule) => {
    const flaw = flawOf(rule);
    if (flaw === undefined) return completed(rule as OwnRule);
    throw new UserError(
      `the plugin \`${name}\` exports no rule: ${flaw}`,
      "export what defineRule returns, or a list of it, as the default",
    );
  });
}

/** What keeps a value from being a rule. */
function flawOf(rule: unknown): string | undefined {
  if (typeof rule !== "object" || rule === null) return "its default export is none";
  const { id, scope, severity, messages, check, options } = rule as Readonly<Record<string, unknown>>;
  if (typeof id !== "string" || !/^[a-z\d][a-z\d/@-]*$/i.test(id))
    return "`id` is no name of letters, digits and dashes";
  if (scope !== "entry" && scope !== "document" && scope !== "project") {
    return `\`scope\` of \`${id}\` is none of entry, document and project`;
  }
  if (severity !== "error" && severity !== "warning" && severity !== "note") {
    return `\`severity\` of \`${id}\` is none of error, warning and note`;
  }
  if (typeof messages !== "object" || messages === null) return `\`messages\` of \`${id}\` is no object`;
  if (typeof check !== "function") return `\`check\` of \`${id}\` is no function`;
  if (options !== undefined && (typeof options !== "object" || options === null || "severity" in options)) {
    return `\`options\` of \`${id}\` is no object, or has one named \`severity\``;
  }
  return undefined;
}
