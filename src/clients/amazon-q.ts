import type { Client } from "./client.ts";
import { http, plain, stdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "amazon-q",
  name: "Amazon Q Developer",
  vendor: "Amazon Web Services",
  priority: 1,
  status: "superseded",
  certainty: "source",
  references: [
    "https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-mcp-config-CLI.html",
    "https://github.com/aws/language-servers",
    "https://github.com/aws/amazon-q-developer-cli",
  ],
  files: [
    {
      scope: "legacy",
      paths: ["~/.aws/amazonq/mcp.json", ".amazonq/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Read while an agent has `useLegacyMcpJson: true`.",
    },
    {
      scope: "agent",
      paths: [
        "~/.aws/amazonq/default.json",
        "~/.aws/amazonq/agents/default.json",
        ".amazonq/default.json",
        ".amazonq/agents/default.json",
      ],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Of the IDE plugins; which of them differs by version.",
    },
    {
      scope: "agent",
      paths: ["~/.aws/amazonq/cli-agents/*.json", ".amazonq/cli-agents/*.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Of the CLI.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      stdio,
      http,
      bareUrl: "stdio",
      commandAndUrl: "skipped",
      leftoverStdioKeys: "entry-error",
      unknownType: "skipped",
      otherKeys: { disabled: "bool", timeout: "ms", initializationTimeout: "ms, IDE only" },
      disable: { key: "disabled", value: true },
      placeholders: { syntaxes: ["${env:VAR}"], fields: ["env"], unset: "literal", known: true },
    },
  },
  pitfalls: [
    "The CLI takes a `url` without `type` for stdio; the IDE ignores the type.",
    "Only the CLI expands placeholders.",
    "Replaced by Kiro CLI.",
  ],
};

export default client;
