import type { Client } from "./client.ts";
import { plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "windsurf",
  name: "Windsurf (Cascade)",
  vendor: "Cognition",
  priority: 1,
  status: "superseded",
  certainty: "docs",
  references: [
    "https://docs.devin.ai/desktop/cascade/mcp",
    "https://docs.windsurf.com/windsurf/cascade/mcp",
    "https://github.com/github/github-mcp-server/blob/main/docs/installation-guides/install-windsurf.md",
  ],
  files: [
    {
      scope: "user",
      paths: ["~/.codeium/windsurf/mcp_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "There is no project file.",
    },
    {
      scope: "user",
      paths: ["~/.codeium/windsurf-next/mcp_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Of the Next channel.",
    },
    {
      scope: "user",
      paths: ["~/.codeium/mcp_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Of the plugins for JetBrains and VS Code.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      http: { ...untypedUrl, urls: ["serverUrl", "url"] },
      sse: { ...untypedUrl, urls: ["serverUrl", "url"] },
      bareUrl: "auto",
      otherKeys: { disabled: "bool", disabledTools: "tool names", alwaysAllow: "tool names" },
      disable: { key: "disabled", value: true },
      placeholders: {
        syntaxes: ["${env:VAR}", "${file:VAR}"],
        fields: ["command", "args", "env", "url", "headers"],
        unset: "empty",
        known: true,
      },
    },
  },
  pitfalls: ["Older builds read `serverUrl` only, and expand no placeholders.", "Cascade takes 100 tools in all."],
};

export default client;
