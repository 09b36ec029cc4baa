/**
 * Variables that coding agents set in the shells they run commands in: Claude Code, Cursor, Codex, Gemini CLI, OpenCode,
 * and `AI_AGENT`, which any of them may set.
 */
const variables = [
  "CLAUDECODE",
  "CURSOR_AGENT",
  "CODEX_SANDBOX",
  "CODEX_THREAD_ID",
  "GEMINI_CLI",
  "OPENCODE",
  "AI_AGENT",
] as const;

/** Whether a program rather than a person reads what we print. */
export function isRunByAgent(env: Readonly<Record<string, string | undefined>>): boolean {
  return variables.some((name) => env[name] !== undefined && env[name] !== "" && env[name] !== "0");
}
