import { Chalk } from "chalk";
import type { Severity } from "../engine/diagnostic.ts";
import type { Platform } from "../platform.ts";

export type ColorChoice = "auto" | "always" | "never";

type Paint = (text: string) => string;

/** How a report may look where it goes. */
export interface Style extends Readonly<Record<Severity, Paint>> {
  readonly help: Paint;
  readonly success: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
  /** Line numbers, bars and arrows. */
  readonly frame: Paint;
  /** Whether `link` makes links; a report writes the address out where it does not. */
  readonly links: boolean;
  /** The text, as a link where the terminal knows links. */
  link(text: string, url: string): string;
  readonly glyphs: Glyphs;
}

export interface Glyphs {
  readonly bar: string;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly dash: string;
}

/** Where the text goes; a `WriteStream` is one. */
export interface Target {
  readonly isTTY?: boolean;
}

export function createStyle(choice: ColorChoice, target: Target, platform: Pick<Platform, "env" | "os">): Style {
  const paint = new Chalk({ level: hasColor(choice, target, platform.env) ? 1 : 0 });
  const links = paint.level > 0 && hasLinks(target, platform.env);
  return {
    error: paint.red.bold,
    warning: paint.yellow.bold,
    note: paint.cyan.bold,
    help: paint.green.bold,
    success: paint.green,
    bold: paint.bold,
    dim: paint.dim,
    frame: paint.blue,
    links,
    link: (text, url) => (links ? `\u001b]8;;${encodeURI(url)}\u001b\\${text}\u001b]8;;\u001b\\` : text),
    glyphs: hasUnicode(platform) ? unicode : ascii,
  };
}

/** The option, then NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, then whether it is a terminal that has colours. */
function hasColor(choice: ColorChoice, target: Target, env: Platform["env"]): boolean {
  if (choice !== "auto") return choice === "always";
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"] !== undefined) return !/^(?:0|false)$/.test(env["FORCE_COLOR"]);
  if (env["CLICOLOR_FORCE"] !== undefined && env["CLICOLOR_FORCE"] !== "0") return true;
  return target.isTTY === true && env["TERM"] !== "dumb";
}

/** Only terminals known to do it: others print the address in the middle of the text. */
function hasLinks(target: Target, env: Platform["env"]): boolean {
  if (target.isTTY !== true || env["CI"] || env["TMUX"] || /^(?:screen|tmux|dumb)/.test(env["TERM"] ?? ""))
    return false;
  return (
    /^(?:iTerm\.app|vscode|WezTerm|ghostty|Hyper|Tabby|zed)$/.test(env["TERM_PROGRAM"] ?? "") ||
    /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/.test(env["TERM"] ?? "") ||
    env["WT_SESSION"] !== undefined ||
    Number(env["VTE_VERSION"] ?? 0) >= 5000
  );
}

/** By locale; on Windows only the terminals that brought their own fonts and code pages. */
function hasUnicode({ env, os }: Pick<Platform, "env" | "os">): boolean {
  if (os === "windows") return env["WT_SESSION"] !== undefined || env["TERM_PROGRAM"] === "vscode";
  if (env["TERM"] === "linux" || env["TERM"] === "dumb") return false;
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"];
  return locale === undefined || locale === "" ? os === "macos" : /utf-?8/i.test(locale);
}

const unicode: Glyphs = { bar: "│", arrow: "-->", ellipsis: "…", dash: "—" };
const ascii: Glyphs = { bar: "|", arrow: "-->", ellipsis: "...", dash: "-" };
