import type { Client } from "./client.ts";
import { http, sse, typed } from "./dialects.ts";
import { frontMatter, strictJson } from "./formats.ts";

/** Read on `http` and `sse` entries alike. */
const remoteKeys = {
  oauth: "object",
  headersHelper: "command that prints headers",
  tools: "array of {name, permission_policy}",
  displayName: "string",
  discoveryCache: "internal",
  toolPermissions: "internal",
};

const client: Client = {
  id: "claude-code",
  name: "Claude Code",
  vendor: "Anthropic",
  priority: 1,
  certainty: "source",
  checked: "2.1.329",
  references: ["https://code.claude.com/docs/en/mcp", "npm @anthropic-ai/claude-code@2.1.329"],
  files: [
    {
      scope: "user",
      paths: ["${CLAUDE_CONFIG_DIR:-~}/.claude.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "The state file of the program: everything outside the two server maps must stay as it is.",
    },
    {
      scope: "local",
      paths: ["${CLAUDE_CONFIG_DIR:-~}/.claude.json"],
      ...strictJson,
      root: ["projects", "*", "mcpServers"],
      rewrite: "safe",
      note: "The default scope of `claude mcp add`: one map per project path.",
    },
    {
      scope: "project",
      paths: [".mcp.json", "~/.mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      bare: "plugin",
      rewrite: "safe",
      note: "Read in the working directory and every folder above, nearest first; without the root key in the folder of a plugin only.",
    },
    {
      scope: "legacy",
      paths: ["${CLAUDE_CONFIG_DIR:-~/.claude}/.config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Used instead of ~/.claude.json when it exists and is not empty.",
    },
    {
      scope: "managed",
      paths: [
        "/etc/claude-code/managed-mcp.json",
        "/Library/Application Support/ClaudeCode/managed-mcp.json",
        "C:/Program Files/ClaudeCode/managed-mcp.json",
      ],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
      note: "Where it exists, all other servers are ignored.",
    },
    {
      scope: "plugin",
      paths: [".claude-plugin/plugin.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "The value may also be a path, a bundle file or an array of these. An update replaces the file.",
    },
    {
      scope: "agent",
      paths: ["${CLAUDE_CONFIG_DIR:-~/.claude}/agents/*.md", ".claude/agents/*.md"],
      ...frontMatter,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "Sub-agents may carry servers of their own.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      http: { ...http, types: ["http", "streamable-http"], otherKeys: remoteKeys },
      sse: { ...sse, otherKeys: remoteKeys },
      otherTypes: ["ws"],
      bareUrl: "skipped",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "skipped",
      malformed: "skipped",
      otherKeys: { timeout: "ms", alwaysLoad: "bool" },
      placeholders: {
        syntaxes: ["${VAR}", "${VAR:-default}"],
        fields: ["command", "args", "env", "url", "headers"],
        unset: "literal",
        known: true,
      },
    },
  },
  pitfalls: [
    "A `url` without `type` is skipped.",
    "`disabled: true` in an entry has no effect: the server runs.",
    "`servers` as root key makes the whole file an error.",
    "One comment breaks the file.",
    "~/.claude/mcp.json and ~/.claude/.mcp.json are not read.",
    "Well-known credential variables (ANTHROPIC_API_KEY, AWS_SECRET_ACCESS_KEY, NPM_TOKEN, SLACK_WEBHOOK_URL, proxies) arrive empty in `url` and `headers`.",
    "Permissions and approvals refer to the server by its name.",
  ],
};

export default client;
