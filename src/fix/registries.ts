import type { FileSystem } from "../file-system.ts";
import type { ServerEntry } from "../model/entry.ts";
import type { Launcher, Package } from "../model/launch.ts";
import { pathsOf, type Platform } from "../platform.ts";

/** What is asked of a registry about one package. */
export interface Question {
  readonly registry: "npm" | "pypi";
  /** Of the document about the package; undefined where what is configured is no address that can be asked. */
  readonly url: URL | undefined;
  /** A tag or a range, as written; empty where no version is named. */
  readonly wanted: string;
}

const npmLaunchers: ReadonlySet<Launcher> = new Set(["npx", "npm-exec", "bunx", "pnpm-dlx", "yarn-dlx"]);
const indexVariables: Partial<Readonly<Record<Launcher, readonly string[]>>> = {
  uvx: ["UV_DEFAULT_INDEX", "UV_INDEX_URL"],
  "uv-tool-run": ["UV_DEFAULT_INDEX", "UV_INDEX_URL"],
  "pipx-run": ["PIP_INDEX_URL"],
};

const npmName = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;
const pypiName = /^\w[\w.-]*$/;

/**
 * Which registry would be asked for the package of an entry by its launcher, in a project in `root`. Undefined where that
 * cannot be known, and for an entry that names a registry of its own: a public one may have another package of that name.
 */
export function questionsFor(
  root: string,
  { fileSystem, platform }: { readonly fileSystem: FileSystem; readonly platform: Platform },
): (entry: ServerEntry) => Question | undefined {
  const npm = npmRegistries(root, fileSystem, platform);
  return (entry) => {
    const { launch } = entry;
    const found = launch?.package;
    if (!launch || !found || hasOwnRegistry(entry)) return undefined;
    if (found.registry === "npm" && npmLaunchers.has(launch.launcher) && npmName.test(found.name)) {
      return { registry: "npm", url: npm(found.name), wanted: found.version ?? "" };
    }
    const variables = indexVariables[launch.launcher];
    if (found.registry !== "pypi" || !variables || !pypiName.test(found.name) || !takesLatest(found)) return undefined;
    const index = variables.map((name) => platform.env[name]).find((value) => value !== undefined && value !== "");
    return { registry: "pypi", url: pypiUrl(index, found.name), wanted: "" };
  };
}

/** What fits a range of Python versions is not for us to say. */
function takesLatest({ pin, version }: Package): boolean {
  return pin === "none" || version === "latest";
}

function hasOwnRegistry({ env, launch }: ServerEntry): boolean {
  const isFlag =
    /^(?:--(?:[\w-]*index[\w-]*|find-links|registry|@[^=]*:registry|userconfig|config-file|pip-args)(?:=|$)|-[if])/;
  const isVariable = /^(?:npm_config_.*(?:registry|config)|(?:UV|PIP)_.*(?:INDEX|FIND_LINKS|CONFIG).*)$/i;
  return launch!.flags.some(({ value }) => isFlag.test(value)) || env.some(({ name }) => isVariable.test(name));
}

/** The JSON interface stands beside the simple one, at the public index and at those that follow it. */
function pypiUrl(index: string | undefined, name: string): URL | undefined {
  const simple = addressOf(index ?? "https://pypi.org/simple/");
  if (!simple || !/\/simple\/?$/.test(simple.pathname)) return undefined;
  return new URL(simple.href.replace(/simple\/?$/, `pypi/${name}/json`));
}

/** The document about a package, from where npm would get it: its order is scope, then environment, project, user. */
function npmRegistries(
  root: string,
  fileSystem: FileSystem,
  { os, home, env }: Platform,
): (name: string) => URL | undefined {
  const { join } = pathsOf({ os });
  const variables = new Map(
    Object.entries(env).flatMap(([name, value]) => {
      const [, key] = /^npm_config_(.+)$/i.exec(name) ?? [];
      return key === undefined || !value ? [] : [[key.toLowerCase(), value] as const];
    }),
  );
  const files = [join(root, ".npmrc"), variables.get("userconfig") ?? join(home, ".npmrc")];
  const settings = [variables, ...files.map((file) => readNpmrc(file, fileSystem, env))];
  const setting = (key: string): string | undefined => settings.find((each) => each.has(key))?.get(key);
  return (name) => {
    const [, scope] = /^(@[^/]+)\//.exec(name) ?? [];
    const own = scope === undefined ? undefined : setting(`${scope.toLowerCase()}:registry`);
    const registry = addressOf(own ?? setting("registry") ?? "https://registry.npmjs.org/");
    return registry && new URL(`${registry.href.replace(/\/?$/, "/")}${name.replace("/", "%2f")}`);
  };
}

/** Nothing where there is no such file. */
function readNpmrc(file: string, fileSystem: FileSystem, env: Platform["env"]): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = new TextDecoder().decode(fileSystem.read(file));
  } catch {
    return new Map();
  }
  return new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, key, value] = /^\s*((?:@[^\s=:]+:)?registry)\s*=\s*(\S.*?)\s*$/.exec(line) ?? [];
      if (key === undefined || value === undefined) return [];
      const plain = value.replace(/^(["'])(.*)\1$/, "$2");
      return [[key.toLowerCase(), plain.replace(/\$\{(\w+)\}/g, (written, name: string) => env[name] ?? written)]];
    }),
  );
}

/** Without credentials: none is ever sent. */
function addressOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  url.username = url.password = url.search = url.hash = "";
  return url;
}
