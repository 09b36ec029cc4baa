/**
 * Cases in which our model and the client differ, and why that stands: by reason, then by client. One that is no
 * difference any more fails the test and is to be taken out.
 */
export const differences: readonly {
  readonly why: string;
  readonly cases: Readonly<Record<string, readonly string[]>>;
}[] = [
  {
    why: "An empty or invalid URL or command: clients notice at different times, the model judges shapes.",
    cases: {
      "claude-code": ["url-is-not-a-url", "url-with-placeholder", "user-url-with-placeholder"],
      codex: ["command-is-empty", "url-is-empty"],
      "copilot-cli": ["command-is-empty", "project-url-with-placeholder", "url-is-not-a-url", "url-with-placeholder"],
      "factory-droid": ["url-is-not-a-url", "url-with-placeholder"],
      "gemini-cli": ["url-is-not-a-url", "url-with-placeholder"],
      "kilo-code": ["command-is-empty", "url-is-empty", "url-is-not-a-url", "url-with-placeholder"],
      "kimi-code": ["project-url-with-placeholder", "url-is-not-a-url", "url-with-placeholder"],
      mcporter: ["url-is-not-a-url", "url-with-placeholder"],
      opencode: ["command-is-empty", "url-is-empty", "url-is-not-a-url", "url-with-placeholder"],
      "qwen-code": ["url-is-not-a-url", "url-with-placeholder"],
    },
  },
  {
    why: "Clients that use values of a wrong type as far as they go: how far depends on the value.",
    cases: {
      "factory-droid": ["env-holds-a-number"],
      "gemini-cli": ["env-holds-a-number", "headers-hold-a-number"],
      "qwen-code": ["args-is-a-string"],
    },
  },
  {
    why: "A list in place of the map: these clients number its servers, the model calls them by their own names.",
    cases: {
      "factory-droid": ["servers-is-an-array"],
      "gemini-cli": ["servers-is-an-array"],
      "qwen-code": ["servers-is-an-array"],
    },
  },
  {
    why: "A parser that goes on behind a syntax error: nobody should rely on what is left of the file.",
    cases: {
      "copilot-cli": ["syntax-error"],
    },
  },
  {
    why: "A wrong setting that has nothing to do with servers.",
    cases: {
      codex: ["foreign-key-of-wrong-type"],
    },
  },
];
