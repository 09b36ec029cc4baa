import { memberOf } from "../../../document/document.ts";
import { parserFor } from "../../../document/parse.ts";
import type { Located } from "../../../model/entry.ts";
import type { Launch, Launcher, Package } from "../../../model/launch.ts";
import { parseLaunch } from "../../../model/parse-launch.ts";

/** A command line that installs a package of npm, if need be, and runs a program of it. */
export interface PackageRequest {
  readonly launcher: Extract<Launcher, "npx" | "npm-exec" | "bunx" | "pnpm-dlx" | "yarn-dlx">;
  /** As written: `@scope/name@1.2.3`. */
  readonly spec: string;
  readonly name: string;
  /** Unless `exact`, another version may be meant tomorrow. */
  readonly pin: Exclude<Package["pin"], "placeholder">;
  /** As written. */
  readonly version?: string;
  /** The program of the package, where the command line names it. */
  readonly program?: string;
  readonly args: readonly string[];
  /** It asked to be content with what is on this machine. */
  readonly offline: boolean;
}

const launchers: ReadonlySet<string> = new Set(["npx", "npm-exec", "bunx", "pnpm-dlx", "yarn-dlx"]);
/** What changes nothing of what is run. Any other flag is the launcher's own business. */
const harmless = /^(?:exec|x|dlx|--|-y|--yes|-q|--quiet|-s|--silent|--prefer-online|--prefer-offline|--offline)$/;
const packageFlag = /^(?:-p|--package|--package=.*)$/;

/** Undefined where the command line is no such thing, or one of which more depends than a package and its program. */
export async function packageRequestOf(command: string, args: readonly string[]): Promise<PackageRequest | undefined> {
  const launch = await launchOf(command, args);
  const { launcher, package: found, wrappers } = launch;
  const flags = launch.flags.map(({ value }) => value);
  const serverArgs = launch.serverArgs.map(({ value }) => value);
  if (!launchers.has(launcher) || found?.registry !== "npm" || found.pin === "placeholder") return undefined;
  if (wrappers.length > 0 && !isCallOfCmd(launch)) return undefined;
  if (found.word.value.includes("npm:")) return undefined; // An alias is installed under its other name.

  const packageFlags = flags.filter((flag) => packageFlag.test(flag));
  const others = flags.filter((flag) => !packageFlag.test(flag) && !harmless.test(flag));
  if (packageFlags.length > 1 || others.length !== packageFlags.length) return undefined;
  const [program] = others;
  if (program?.startsWith("-")) return undefined;
  // npm takes flags behind the package for its own.
  const isSeparated =
    flags.includes("--") || serverArgs.length === 0 || launch.words.some(({ value }) => value === "--");
  if (launcher === "npm-exec" && !isSeparated && serverArgs.some((arg) => arg.startsWith("-"))) return undefined;
  return {
    launcher: launcher as PackageRequest["launcher"],
    spec: found.word.value,
    name: found.name,
    pin: found.pin,
    ...(found.version !== undefined && { version: found.version }),
    ...(program !== undefined && { program }),
    args: serverArgs,
    offline: flags.some((flag) => flag === "--offline" || flag === "--prefer-offline"),
  };
}

/** `cmd /c npx …`, as everybody has to write it on Windows. */
function isCallOfCmd({ wrappers, words }: Launch): boolean {
  return wrappers.length === 1 && wrappers[0]!.kind === "cmd" && words[1]?.value.toLowerCase() === "/c";
}

async function launchOf(command: string, args: readonly string[]): Promise<Launch> {
  const document = (await parserFor("json"))("", JSON.stringify({ command, args }));
  const located = (value: string, path: Located<string>["path"], span: Located<string>["span"]): Located<string> => {
    return { value, document, path, span };
  };
  const list = memberOf(document.root, "args")!.value;
  const items = list.kind === "array" ? list.items : [];
  return parseLaunch(
    located(command, ["command"], memberOf(document.root, "command")!.value.span),
    args.map((value, index) => located(value, ["args", index], items[index]!.span)),
  );
}
