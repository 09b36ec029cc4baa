/**
 * Servers that give an agent the files below the folders named in their arguments, by package or program; of an image the
 * last part of its name. From their own documentation, read 2026-11-27.
 */
export const filesystemServers: ReadonlySet<string> = new Set([
  "@modelcontextprotocol/server-filesystem",
  "server-filesystem",
  "mcp-server-filesystem",
  "filesystem",
  "mcp-filesystem-server",
  "rust-mcp-filesystem",
  "@shtse8/filesystem-mcp",
  "mcp-filesystem",
  "filesystem-mcp-server",
]);
