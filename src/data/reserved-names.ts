/** Names that a client keeps for servers of its own, by its id; `claude mcp add` refuses them. From its program, read 2026-11-21. */
export const reservedNames: Readonly<Record<string, ReadonlySet<string>>> = {
  "claude-code": new Set(["workspace", "claude-in-chrome", "computer-use"]),
};
