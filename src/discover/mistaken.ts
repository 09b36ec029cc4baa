/** A place where people put servers and where the client they mean does not look. */
export interface MistakenPlace {
  /** Below a project or the home folder; looked for at any depth. */
  readonly pattern: string;
  readonly clientId: string;
  /** Reads after "because". */
  readonly note: string;
}

const CLAUDE_CODE = "Claude Code reads .mcp.json in the project and ~/.claude.json";
const CLINE = "Cline reads ~/.cline/data/settings/cline_mcp_settings.json";
const WINDSURF = "Windsurf has no project file and reads ~/.codeium/windsurf/mcp_config.json";

export const mistakenPlaces: readonly MistakenPlace[] = [
  { pattern: ".claude/mcp.json", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".claude/.mcp.json", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".claude/mcp_config.json", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".claude/mcp-config.json", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".claude/claude_config.json", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".claude/settings.json", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".claude/settings.local.json", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".mcp.jsonc", clientId: "claude-code", note: CLAUDE_CODE },
  { pattern: ".cline/mcp.json", clientId: "cline", note: CLINE },
  { pattern: ".cline/mcp_settings.json", clientId: "cline", note: CLINE },
  { pattern: ".windsurf/mcp_config.json", clientId: "windsurf", note: WINDSURF },
  { pattern: ".codex/settings.json", clientId: "codex", note: "Codex reads .codex/config.toml" },
  { pattern: ".opencode/mcp.json", clientId: "opencode", note: "OpenCode reads opencode.json" },
  { pattern: ".augment/mcp.json", clientId: "augment", note: "Auggie reads .augment/settings.json" },
  {
    pattern: ".copilot/mcp.json",
    clientId: "copilot-cli",
    note: "Copilot CLI reads .github/mcp.json in the project and ~/.copilot/mcp-config.json",
  },
  { pattern: ".github/mcp-config.json", clientId: "copilot-cli", note: "Copilot CLI reads .github/mcp.json" },
];
