/** Flags that take a guard away, with what that means: reads after "the flag". */
export interface UnsafeFlag {
  /** Of the name alone, without `=value`. */
  readonly flag: RegExp;
  readonly effect: string;
  readonly source: string;
}

/** Read 2026-11-27. Only names that mean one thing wherever they stand. */
export const unsafeFlags: readonly UnsafeFlag[] = [
  {
    flag: /^--no-sandbox$|^--disable-setuid-sandbox$/,
    effect: "runs the browser without its sandbox: a web page that breaks out of it has the whole account",
    source: "https://chromium.googlesource.com/chromium/src/+/main/docs/linux/sandboxing.md",
  },
  {
    flag: /^--disable-web-security$/,
    effect: "lets every web page read every other one, with the logins of the browser",
    source: "https://github.com/ChromeDevTools/chrome-devtools-mcp",
  },
  {
    flag: /^--allow-unrestricted-file-access$/,
    effect: "lets web pages and the agent open any file of the machine",
    source: "https://github.com/microsoft/playwright-mcp",
  },
  {
    flag: /^--ignore-(?:https|certificate)-errors$|^--accept-insecure-certs$|^--no-verify-ssl$|^--insecure-skip-verify$/i,
    effect: "takes any certificate: whoever is on the way can read and change what is sent",
    source: "https://github.com/microsoft/playwright-mcp",
  },
  {
    flag: /^--dangerously-|^--yolo$|^--allow-dangerous(?:ly)?-/,
    effect: "takes a guard away that its authors call dangerous to be without",
    source: "https://developers.openai.com/codex/cli/reference/",
  },
];
