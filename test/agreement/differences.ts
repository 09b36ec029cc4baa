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
      mcporter: ["command-is-empty", "url-is-empty", "url-is-not-a-url", "url-with-placeholder"],
      opencode: ["command-is-empty", "url-is-empty", "url-is-not-a-url", "url-with-placeholder"],
      "qwen-code": ["url-is-not-a-url", "url-with-placeholder"],
    },
  },
  {
    why: "Values of a wrong type inside an entry, and entries that are none: `Dialect` does not say what a client does.",
    cases: {
      "claude-code": ["args-hold-a-number", "env-holds-a-number", "env-is-an-array", "headers-hold-a-number"],
      codex: [
        "args-hold-a-number",
        "entry-is-a-string",
        "entry-is-an-array",
        "env-holds-a-number",
        "env-is-an-array",
        "headers-hold-a-number",
      ],
      "copilot-cli": ["args-hold-a-number", "env-holds-a-number", "env-is-an-array", "headers-hold-a-number"],
      "factory-droid": ["args-is-a-string", "entry-is-null", "env-holds-a-number", "servers-is-an-array"],
      "gemini-cli": [
        "args-is-a-string",
        "entry-is-null",
        "env-holds-a-number",
        "headers-hold-a-number",
        "servers-is-an-array",
      ],
      "kilo-code": [
        "entry-is-a-string",
        "entry-is-an-array",
        "entry-is-null",
        "environment-holds-a-number",
        "environment-is-an-array",
        "headers-hold-a-number",
      ],
      "kimi-code": [
        "args-hold-a-number",
        "entry-is-a-string",
        "entry-is-an-array",
        "entry-is-null",
        "env-holds-a-number",
        "env-is-an-array",
        "headers-hold-a-number",
        "project-entry-is-a-string",
      ],
      mcporter: [
        "args-hold-a-number",
        "args-is-a-string",
        "entry-is-a-string",
        "entry-is-an-array",
        "entry-is-null",
        "env-holds-a-number",
        "env-is-an-array",
        "headers-hold-a-number",
      ],
      opencode: [
        "entry-is-a-string",
        "entry-is-an-array",
        "entry-is-null",
        "environment-holds-a-number",
        "environment-is-an-array",
        "headers-hold-a-number",
      ],
      "qwen-code": ["entry-is-null", "servers-is-an-array"],
    },
  },
  {
    why: "Whether a client reads past a byte order mark: `ConfigFile` does not say.",
    cases: {
      "copilot-cli": ["project-byte-order-mark"],
      "factory-droid": ["byte-order-mark"],
      "gemini-cli": ["byte-order-mark"],
      "kilo-code": ["legacy-byte-order-mark"],
      "kimi-code": ["byte-order-mark", "project-byte-order-mark"],
      mcporter: ["byte-order-mark"],
      "qwen-code": ["project-byte-order-mark"],
    },
  },
  {
    why: "A wrong setting that has nothing to do with servers.",
    cases: {
      codex: ["foreign-key-of-wrong-type"],
    },
  },
];
