import type { Client } from "./client.ts";
import { noPlaceholders, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "claude-desktop",
  name: "Claude Desktop",
  vendor: "Anthropic",
  priority: 1,
  certainty: "docs",
  references: [
    "https://support.claude.com/en/articles/11175166",
    "https://modelcontextprotocol.io/docs/develop/connect-local-servers",
    "https://github.com/anthropics/claude-code/issues/26073",
    "npm mcp-remote@0.15.1",
  ],
  files: [
    {
      scope: "user",
      os: ["macos", "windows"],
      paths: ["<app-data>/Claude/claude_desktop_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "On Windows only read where the program was not installed as a package.",
    },
    {
      scope: "user",
      os: ["windows"],
      paths: ["%LOCALAPPDATA%/Packages/Claude_*/LocalCache/Roaming/Claude/claude_desktop_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "The usual place since February 2026: a packaged program reads only this redirected file.",
    },
    {
      scope: "user",
      os: ["linux"],
      paths: ["<app-data>/Claude/claude_desktop_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Not an official path; community builds and importers use it.",
    },
  ],
  dialects: {
    default: {
      container: "map",
      typeKey: "type",
      stdio: untypedStdio,
      bareUrl: "skipped",
      commandAndUrl: "stdio",
      leftoverStdioKeys: "unknown",
      unknownType: "unknown",
      malformed: "skipped",
      otherKeys: {},
      placeholders: noPlaceholders,
    },
  },
  pitfalls: [
    "An entry with a `url` is skipped; builds of early 2026 did not start.",
    "A server behind a URL needs a bridge such as `npx -y mcp-remote URL --allow-http --transport http-only`.",
    "On Windows the Edit Config button may open a file the program does not read.",
    "On Windows arguments with spaces are mangled: write `Authorization:${AUTH_HEADER}` and put the value into `env`.",
    "The program does not inherit the PATH of the shell.",
  ],
};

export default client;
