/** How a running client shows in a listing of processes. */
export interface Program {
  /** Id of the client. */
  readonly client: string;
  /** Path of its executable, with `/` and without `.exe`, or the name it goes by. */
  readonly executable?: RegExp;
  /** Path of its script, where an interpreter runs it. */
  readonly script?: RegExp;
  /** An argument without which it is none: the client is one command of a larger program. */
  readonly argument?: RegExp;
  /** A process with such an argument does some other work: it counts as a session only where it starts servers. */
  readonly helper?: RegExp;
  /** Every window is a session; the argument of the processes that draw one. */
  readonly window?: RegExp;
  /** Clients that run inside of this one and start their servers from its processes. */
  readonly hosts?: readonly string[];
}

/** A command that is on the PATH, wherever it was installed. */
const command = (...names: readonly string[]): RegExp => new RegExp(`(?:^|/)(?:${names.join("|")})$`);
/** The program of an npm package, through its link or not. */
const npm = (bin: string, ...packages: readonly string[]): RegExp =>
  new RegExp(`(?:^|/)(?:bin|\\.bin)/(?:${bin})$|/node_modules/(?:${packages.join("|")})/`);
/** A program with a window: its bundle on macOS, its file elsewhere. */
const application = (bundle: string, file: string): RegExp =>
  new RegExp(`/(?:${bundle})\\.app/Contents/|(?:^|/)(?:${file})$`);

/** Agents that are extensions of an editor. */
const extensions = [
  "cline",
  "roo-code",
  "continue",
  "kilo-code",
  "augment-vscode",
  "cody",
  "amp",
  "gemini-cli",
  "amazon-q",
  "sourcecraft",
] as const;
const editor = { window: /^--vscode-window-config=/, hosts: extensions } as const;
const jetbrains = ["jetbrains-ai-assistant", "junie", "copilot-ide-plugins", "continue", "firebender", "explyt"];

/**
 * The first that fits counts. Claude Code, Codex, Gemini CLI, OpenCode, Copilot CLI, Auggie and Droid were run on Linux, as
 * npm installs them, and looked at in November 2026; the others are as their packages
 * and bundles name them. Names that are everyday words (`code`, `amp`) are told from others by what stands beside them.
 */
export const programs: readonly Program[] = [
  {
    client: "claude-desktop",
    executable: /\/Claude\.app\/Contents\/|\/AnthropicClaude\/|\/WindowsApps\/Claude_|(?:^|\/)claude-desktop$/,
  },
  {
    client: "claude-code",
    executable: /(?:^|\/)claude$|\/claude\/versions\/[\d.]+$|\/@anthropic-ai\/claude-code[^/]*\//,
    script: npm("claude", "@anthropic-ai/claude-code"),
  },
  {
    client: "codex",
    executable: command("codex", "codex-(?:x86_64|aarch64)[\\w-]*"),
    script: npm("codex", "@openai/codex"),
    // The daemon behind all windows, and what keeps it up to date.
    helper: /^--managed-daemon$|^daemon$/,
  },
  { client: "gemini-cli", executable: command("gemini"), script: npm("gemini", "@google/gemini-cli") },
  { client: "qwen-code", executable: command("qwen"), script: npm("qwen", "@qwen-code/qwen-code") },
  { client: "opencode", executable: command("opencode"), script: npm("opencode", "opencode-ai") },
  { client: "kilo-code", executable: command("kilo", "kilocode"), script: npm("kilo|kilocode", "@kilocode/cli") },
  {
    client: "copilot-cli",
    executable: /\/node_modules\/@github\/copilot[^/]*\/|(?:^|\/)copilot$/,
    script: npm("copilot", "@github/copilot"),
  },
  { client: "amp", script: npm("amp", "@sourcegraph/amp", "@ampcode/amp") },
  { client: "augment", script: npm("auggie", "@augmentcode/auggie") },
  { client: "factory-droid", executable: command("droid"), script: npm("droid", "droid", "@factory/cli") },
  { client: "cline", executable: command("cline"), script: npm("cline", "cline") },
  { client: "continue", script: npm("cn", "@continuedev/cli") },
  { client: "kimi-code", executable: command("kimi"), script: npm("kimi", "@moonshot-ai/[\\w-]+") },
  { client: "mistral-vibe", script: command("vibe") },
  { client: "crush", executable: command("crush"), script: npm("crush", "@charmland/crush") },
  { client: "goose", executable: /(?:^|\/)goosed$|\/Goose\.app\/Contents\/|\/\.local\/bin\/goose$/ },
  { client: "grok-build", executable: command("grok"), script: npm("grok", "@vibe-kit/grok-cli", "@xai/[\\w-]+") },
  { client: "openhands", script: command("openhands") },
  { client: "openclaw", script: npm("openclaw", "openclaw") },
  { client: "command-code", script: npm("cmd|command-code", "command-code") },
  { client: "codebuddy-code", script: npm("codebuddy", "@tencent-ai/codebuddy-code") },
  { client: "qoder", executable: command("qodercli"), script: npm("qodercli", "@qoder-ai/qodercli") },
  { client: "pi", script: npm("pi", "@mariozechner/pi-coding-agent") },
  { client: "mastra-code", script: npm("mastracode", "mastracode") },
  { client: "mcporter", script: npm("mcporter", "mcporter") },
  { client: "mcp-inspector", script: npm("mcp-inspector", "@modelcontextprotocol/inspector[\\w-]*") },
  { client: "mcphub-nvim", script: npm("mcp-hub", "mcp-hub") },
  {
    client: "mcp-lint-hub",
    // The second one where it was built from its source.
    script: /(?:^|\/)bin\/mcp-lint$|(?:^|\/)mcp-lint\/dist\/cli\/main\.js$|\/node_modules\/@mcp-lint\/cli\//,
    argument: /^hub$/,
  },
  { client: "kiro", executable: command("kiro-cli", "kiro-cli-chat") },
  { client: "amazon-q", executable: command("qchat", "q-cli-chat") },
  // The command line of Cursor is its own Node and a script.
  { client: "cursor", script: /\/cursor-agent\/versions\//, executable: command("cursor-agent") },

  {
    client: "vscode",
    executable: application("Visual Studio Code(?: - Insiders)?|VSCodium", "[Cc]ode(?: - Insiders|-insiders)?|codium"),
    // On a remote machine, where every window has an extension host.
    script:
      /\/\.vscode-server[^/]*\/.*\/(?:bootstrap-fork|server-main)\.js$|\/\.vscode-server[^/]*\/.*\/out\/bootstrap-fork$/,
    ...editor,
    hosts: [...extensions, "copilot-ide-plugins"],
  },
  {
    client: "cursor",
    executable: application("Cursor", "[Cc]ursor"),
    script: /\/\.cursor-server\/.*\/(?:bootstrap-fork|server-main)(?:\.js)?$/,
    ...editor,
  },
  { client: "windsurf", executable: application("Windsurf(?: - Next)?", "[Ww]indsurf(?:-next)?"), ...editor },
  { client: "devin", executable: application("Devin", "devin-desktop|devin"), ...editor },
  { client: "antigravity", executable: application("Antigravity", "[Aa]ntigravity|agy"), ...editor },
  { client: "kiro", executable: application("Kiro", "[Kk]iro"), ...editor },
  { client: "trae", executable: application("Trae", "[Tt]rae"), ...editor },
  { client: "void", executable: /\/Void\.app\/Contents\/|\/[Vv]oid\/void$/, ...editor },
  { client: "zed", executable: application("Zed(?: Preview)?", "zed-editor") },
  { client: "theia", executable: application("TheiaIDE", "theia-ide|TheiaIDE[\\w-]*") },
  { client: "warp", executable: application("Warp", "warp-terminal|warp") },
  { client: "lm-studio", executable: application("LM Studio", "LM Studio|lm-studio") },
  { client: "jan", executable: application("Jan", "Jan") },
  { client: "cherry-studio", executable: application("Cherry Studio", "Cherry Studio|cherry-studio|cherrystudio") },
  { client: "anythingllm", executable: application("AnythingLLM", "AnythingLLM|anythingllm-desktop") },
  { client: "boltai", executable: /\/BoltAI\.app\/Contents\// },
  { client: "witsy", executable: application("Witsy", "Witsy|witsy") },
  { client: "5ire", executable: application("5ire", "5ire") },
  { client: "visual-studio", executable: command("devenv") },
  {
    client: "jetbrains-ai-assistant",
    executable: application(
      "(?:IntelliJ IDEA|PyCharm|WebStorm|GoLand|PhpStorm|CLion|Rider|RubyMine|RustRover|DataGrip)[^/]*",
      "(?:idea|pycharm|webstorm|goland|phpstorm|clion|rider|rubymine|rustrover|datagrip)(?:64)?",
    ),
    hosts: jetbrains,
  },
  { client: "android-studio", executable: application("Android Studio[^/]*", "studio(?:64)?"), hosts: jetbrains },
];
