import type { Client } from "../clients/client.ts";
import type { Mistaken } from "./source.ts";

/** A place where people put servers and where the client they mean does not look. */
export interface MistakenPlace {
  /** Below a project or the home folder; looked for at any depth. */
  readonly pattern: string;
  readonly clientId: string;
  /** Reads after "because". */
  readonly note: string;
  /** The file of the user. */
  readonly home: string;
  /** Files of a project in which to put the servers: the first that is there, or else the last. */
  readonly instead?: readonly string[];
  /** The client of these files, where it is another one. */
  readonly successorId?: string;
}

const CLAUDE_CODE = "Claude Code reads .mcp.json in the project and ~/.claude.json";
const CLINE = "Cline reads ~/.cline/data/settings/cline_mcp_settings.json";
const WINDSURF =
  "Windsurf only reads ~/.codeium/windsurf/mcp_config.json; Devin Desktop, as it is called since June 2026, reads .devin/mcp_config.json in the project";
/** It ignores the second in a folder that has the first. */
const COPILOT = [".mcp.json", ".github/mcp.json"];

export const mistakenPlaces: readonly MistakenPlace[] = [
  {
    pattern: ".claude/mcp.json",
    clientId: "claude-code",
    note: CLAUDE_CODE,
    home: "~/.claude.json",
    instead: [".mcp.json"],
  },
  {
    pattern: ".claude/.mcp.json",
    clientId: "claude-code",
    note: CLAUDE_CODE,
    home: "~/.claude.json",
    instead: [".mcp.json"],
  },
  {
    pattern: ".claude/mcp_config.json",
    clientId: "claude-code",
    note: CLAUDE_CODE,
    home: "~/.claude.json",
    instead: [".mcp.json"],
  },
  {
    pattern: ".claude/mcp-config.json",
    clientId: "claude-code",
    note: CLAUDE_CODE,
    home: "~/.claude.json",
    instead: [".mcp.json"],
  },
  {
    pattern: ".claude/claude_config.json",
    clientId: "claude-code",
    note: CLAUDE_CODE,
    home: "~/.claude.json",
    instead: [".mcp.json"],
  },
  {
    pattern: ".claude/settings.json",
    clientId: "claude-code",
    note: CLAUDE_CODE,
    home: "~/.claude.json",
    instead: [".mcp.json"],
  },
  {
    pattern: ".claude/settings.local.json",
    clientId: "claude-code",
    note: CLAUDE_CODE,
    home: "~/.claude.json",
    instead: [".mcp.json"],
  },
  { pattern: ".mcp.jsonc", clientId: "claude-code", note: CLAUDE_CODE, home: "~/.claude.json", instead: [".mcp.json"] },
  {
    pattern: ".cline/mcp.json",
    clientId: "cline",
    note: CLINE,
    home: "~/.cline/data/settings/cline_mcp_settings.json",
  },
  {
    pattern: ".cline/mcp_settings.json",
    clientId: "cline",
    note: CLINE,
    home: "~/.cline/data/settings/cline_mcp_settings.json",
  },
  {
    pattern: ".windsurf/mcp_config.json",
    clientId: "windsurf",
    note: WINDSURF,
    home: "~/.codeium/windsurf/mcp_config.json",
    instead: [".devin/mcp_config.json"],
    successorId: "devin",
  },
  {
    pattern: ".codex/settings.json",
    clientId: "codex",
    note: "Codex reads .codex/config.toml",
    home: "~/.codex/config.toml",
    instead: [".codex/config.toml"],
  },
  {
    pattern: ".opencode/mcp.json",
    clientId: "opencode",
    note: "OpenCode reads opencode.json",
    home: "~/.config/opencode/opencode.json",
    instead: [".opencode/opencode.jsonc", ".opencode/opencode.json", "opencode.jsonc", "opencode.json"],
  },
  {
    pattern: ".augment/mcp.json",
    clientId: "augment",
    note: "Auggie reads .augment/settings.json",
    home: "~/.augment/settings.json",
    instead: [".augment/settings.json"],
  },
  {
    pattern: ".copilot/mcp.json",
    clientId: "copilot-cli",
    note: "Copilot CLI reads .mcp.json, or .github/mcp.json where there is none, and ~/.copilot/mcp-config.json",
    home: "~/.copilot/mcp-config.json",
    instead: COPILOT,
  },
  {
    pattern: ".github/mcp-config.json",
    clientId: "copilot-cli",
    note: "Copilot CLI reads .mcp.json, or .github/mcp.json where there is none, and this file only where --additional-mcp-config names it",
    home: "~/.copilot/mcp-config.json",
    instead: COPILOT,
  },
];

/** The place with what is known of its client; undefined where that is not among the clients asked for. */
export function mistakenAt(place: MistakenPlace, clients: readonly Client[]): Mistaken | undefined {
  const { pattern, clientId, note, home, instead = [], successorId = clientId } = place;
  const client = clients.find(({ id }) => id === clientId);
  const owner = clients.find(({ id }) => id === successorId);
  if (!client) return undefined;
  const files = instead.flatMap((path) => {
    const file = owner?.files.find(({ paths }) => paths.includes(path));
    return owner && file ? [{ client: owner, file, path }] : [];
  });
  const ofUser = client.files.find(({ scope }) => scope === "user")!;
  return { client, note, pattern, home: { client, file: ofUser, path: home }, instead: files };
}
