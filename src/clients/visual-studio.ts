import type { Client } from "./client.ts";
import { vscode } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "visual-studio",
  name: "Visual Studio",
  vendor: "Microsoft",
  priority: 1,
  certainty: "docs",
  references: [
    "https://learn.microsoft.com/visualstudio/ide/mcp-servers",
    "https://github.com/github/github-mcp-server/blob/main/docs/installation-guides/install-other-copilot-ides.md",
    "https://github.com/anthropics/claude-code/issues/45828",
  ],
  files: [
    {
      scope: "user",
      os: ["windows"],
      paths: ["~/.mcp.json"],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "Claude Code reads the same path, under another root key.",
    },
    {
      scope: "project",
      paths: [".vs/mcp.json"],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "For one user and one solution.",
    },
    {
      scope: "project",
      paths: [".mcp.json"],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "The root key tells whose file it is: `mcpServers` is Claude Code's.",
    },
    { scope: "project", paths: [".vscode/mcp.json"], ...jsonc, root: ["servers"], shared: true, rewrite: "safe" },
    { scope: "project", paths: [".cursor/mcp.json"], ...jsonc, root: ["mcpServers"], shared: true, rewrite: "safe" },
  ],
  dialects: {
    default: {
      ...vscode,
      placeholders: { syntaxes: ["${input:VAR}"], fields: ["env", "headers"], known: true },
    },
  },
  pitfalls: [
    "A .mcp.json with the root key `servers` makes Claude Code report an error.",
    "An edited entry restarts and loses its tool approvals.",
  ],
};

export default client;
