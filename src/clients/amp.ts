import type { Client } from "./client.ts";
import { untypedStdio, untypedUrl } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "amp",
  name: "Amp",
  vendor: "Sourcegraph",
  priority: 1,
  certainty: "source",
  checked: "October 2026",
  references: ["https://ampcode.com/manual", "npm @sourcegraph/amp", "npm @ampcode/cli"],
  files: [
    {
      scope: "user",
      os: ["linux", "macos"],
      paths: ["~/.config/amp/settings.json", "~/.config/amp/settings.jsonc"],
      ...jsonc,
      root: ["amp.mcpServers"],
      rewrite: "safe",
      note: "One key with a dot in it, not two levels.",
    },
    {
      scope: "user",
      os: ["windows"],
      paths: ["%APPDATA%/amp/settings.json"],
      ...jsonc,
      root: ["amp.mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".amp/settings.json", ".amp/settings.jsonc"],
      ...jsonc,
      root: ["amp.mcpServers"],
      rewrite: "safe",
      note: "Every server waits for `amp mcp approve`.",
    },
    {
      scope: "user",
      paths: ["<vscode-user>/settings.json"],
      ...jsonc,
      root: ["amp.mcpServers"],
      rewrite: "safe",
      note: "Of the VS Code extension.",
    },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: untypedStdio,
      http: untypedUrl,
      sse: untypedUrl,
      bareUrl: "auto",
      commandAndUrl: "http",
      leftoverStdioKeys: "tolerated",
      unknownType: "by-keys",
      malformed: "unknown",
      otherKeys: {},
      placeholders: {
        syntaxes: ["${VAR}"],
        fields: ["command", "args", "env", "url", "headers"],
        unset: "literal",
        known: true,
      },
    },
  },
  pitfalls: [
    "`amp.mcpServers` is one flat key; `amp: { mcpServers }` is not read.",
    "`httpUrl` is listed without complaint and never connects.",
  ],
};

export default client;
