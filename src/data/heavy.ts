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

/** By the names of its package and program. */
export function weightOf(names: readonly string[]): Weight | undefined {
  return known.find((each) => names.some((name) => each.names.test(name.toLowerCase())))?.weight;
}
