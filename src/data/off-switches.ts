/** How a server is switched off in clients that have no key for it in the entry. By client id, and by scope where that matters; reads after "instead". */
export const offSwitches: Readonly<Record<string, string>> = {
  "claude-code": "switch it off in `/mcp`",
  "claude-code project":
    "name it in `disabledMcpjsonServers` of `.claude/settings.json`, or for yourself alone of `.claude/settings.local.json`",
  "claude-desktop": "switch it off under Settings > Developer, or take the entry out",
  cursor: "switch it off in Cursor's MCP settings, or take the entry out",
  vscode: "switch it off in the list of MCP servers, or take the entry out",
  "copilot-cli": "run `copilot mcp disable NAME`, which writes `disabledMcpServers` in `~/.copilot/settings.json`",
  "gemini-cli": "name it in `mcp.excluded` of `settings.json`",
  "qwen-code": "name it in `mcp.excluded` of `settings.json`",
  amp: "take the entry out",
  continue: "comment the entry out",
  "lm-studio": "switch it off in LM Studio, or take the entry out",
  warp: "switch it off in Warp's list of MCP servers, or take the entry out",
};
