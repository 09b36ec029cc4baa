/** Why one start of a server is more than a small process. */
export type Weight = "browser" | "model" | "index";

const known: readonly { readonly weight: Weight; readonly names: RegExp }[] = [
  {
    weight: "browser",
    names: /playwright|puppeteer|chrome-devtools|browser-?use|browserbase|browser-mcp|selenium|stagehand|camoufox/,
  },
  {
    weight: "model",
    names: /whisper|ollama|llama|faster-?whisper|transformers|embedding|sentence-|chroma|mem0|lancedb|fastembed/,
  },
  {
    weight: "index",
    names: /serena|claude-context|code-?index|codebase-(?:index|memory)|language-server|\blsp\b|semgrep|sourcegraph/,
  },
];

/**
 * With one of these a server works in a browser that runs already, and starts none. From the documentation of Playwright MCP
 * and Chrome DevTools MCP, read 2026-11-27.
 */
const attaching =
  /^--(?:browser-url|browserUrl|ws-endpoint|wsEndpoint|auto-connect|autoConnect|cdp-endpoint|extension)(?:=(?!false$)|$)/;

/** By the names of its package and program, and its arguments. */
export function weightOf(names: readonly string[], args: readonly string[]): Weight | undefined {
  const weight = known.find((each) => names.some((name) => each.names.test(name.toLowerCase())))?.weight;
  return weight === "browser" && args.some((arg) => attaching.test(arg)) ? undefined : weight;
}
