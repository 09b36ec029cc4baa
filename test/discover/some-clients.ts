import type { Client, ConfigFile, Dialect } from "../../src/clients/client.ts";

const dialect: Dialect = {
  container: "map",
  bareUrl: "http",
  commandAndUrl: "stdio",
  leftoverStdioKeys: "tolerated",
  unknownType: "skipped",
  malformed: "unknown",
  otherKeys: {},
  placeholders: { syntaxes: [], fields: [], known: true },
};

function client(id: string, name: string, files: readonly Partial<ConfigFile>[]): Client {
  return {
    id,
    name,
    vendor: name,
    priority: 1,
    certainty: "source",
    references: ["https://example.com"],
    files: files.map((file) => ({
      scope: "project",
      paths: [],
      syntax: "json",
      comments: false,
      trailingCommas: false,
      root: ["mcpServers"],
      rewrite: "safe",
      ...file,
    })),
    dialects: { default: dialect },
  };
}

/** A handful of clients that between them use every kind of pattern. */
export const someClients: readonly Client[] = [
  client("warp", "Warp", [
    { paths: [".warp/.mcp.json"] },
    { paths: [".mcp.json"], shared: true },
    { scope: "user", paths: ["~/.codex/config.toml"], syntax: "toml", root: ["mcp_servers"], shared: true },
  ]),
  client("claude-code", "Claude Code", [
    { scope: "user", paths: ["${CLAUDE_CONFIG_DIR:-~}/.claude.json"] },
    { scope: "local", paths: ["${CLAUDE_CONFIG_DIR:-~}/.claude.json"], root: ["projects", "*", "mcpServers"] },
    { paths: [".mcp.json", "~/.mcp.json"] },
    { scope: "agent", paths: ["~/.claude/agents/*.md", ".claude/agents/*.md"], syntax: "markdown" },
    { scope: "managed", os: ["linux"], paths: ["/etc/claude-code/managed-mcp.json"] },
  ]),
  client("claude-desktop", "Claude Desktop", [
    { scope: "user", paths: ["<app-data>/Claude/claude_desktop_config.json"] },
    {
      scope: "user",
      os: ["windows"],
      paths: ["%LOCALAPPDATA%/Packages/Claude_*/LocalCache/Roaming/Claude/claude_desktop_config.json"],
    },
  ]),
  client("cursor", "Cursor", [
    { scope: "user", paths: ["~/.cursor/mcp.json"] },
    { scope: "project", paths: [".cursor/mcp.json"] },
  ]),
  client("grok-build", "Grok Build", [{ paths: [".cursor/mcp.json"], shared: true }]),
  client("codex", "Codex", [
    { scope: "user", paths: ["${CODEX_HOME:-~/.codex}/config.toml"], syntax: "toml", root: ["mcp_servers"] },
    { scope: "profile", paths: ["${CODEX_HOME:-~/.codex}/*.config.toml"], syntax: "toml", root: ["mcp_servers"] },
    { paths: [".codex/config.toml"], syntax: "toml", root: ["mcp_servers"] },
  ]),
  client("vscode", "VS Code", [
    { scope: "user", paths: ["<vscode-user>/mcp.json"], syntax: "jsonc", root: ["servers"] },
    { scope: "profile", paths: ["<vscode-user>/profiles/*/mcp.json"], syntax: "jsonc", root: ["servers"] },
    { paths: [".vscode/mcp.json"], syntax: "jsonc", root: ["servers"] },
    { scope: "workspace", paths: ["*.code-workspace"], syntax: "jsonc", root: ["settings", "mcp", "servers"] },
    { scope: "embedded", paths: [".devcontainer/*/devcontainer.json"], syntax: "jsonc", root: ["customizations"] },
  ]),
  client("visual-studio", "Visual Studio", [{ os: ["windows"], paths: [".vs/mcp.json"], root: ["servers"] }]),
  client("zed", "Zed", [
    { scope: "user", paths: ["${XDG_CONFIG_HOME:-~/.config}/zed/settings.json"], root: ["context_servers"] },
    { paths: [".zed/settings.json"], root: ["context_servers"] },
  ]),
  client("goose", "Goose", [{ scope: "user", paths: ["~/.config/goose/config.yaml"], syntax: "yaml" }]),
  client("librechat", "LibreChat", [{ paths: ["librechat.yaml"], syntax: "yaml" }]),
  client("mcp-inspector", "MCP Inspector", [{ scope: "user", paths: ["~/.mcp-inspector/mcp.json"] }]),
  client("cline", "Cline", [{ scope: "user", paths: ["~/.cline/data/settings/cline_mcp_settings.json"] }]),
];
