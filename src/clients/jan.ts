import type { Client } from "./client.ts";
import { noPlaceholders, stdio, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "jan",
  name: "Jan",
  vendor: "Menlo",
  priority: 3,
  certainty: "source",
  references: ["https://github.com/janhq/jan/tree/main/src-tauri/src/core/mcp"],
  files: [
    {
      scope: "user",
      paths: ["<app-data>/Jan/data/mcp_config.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
      note: "The settings can move the folder. A URL entry must keep blank stdio keys, which no fix writes.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, cwd: "cwd" },
      bareUrl: "skipped",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "skipped",
      otherKeys: { active: "bool", timeout: "seconds" },
      disable: { key: "active", value: false },
      placeholders: noPlaceholders,
    },
  },
  pitfalls: [
    "Many releases drop a URL entry without `command` and `args`: leave them there, empty.",
    "`mcpSettings` stands beside `mcpServers` and must stay.",
  ],
};

export default client;
