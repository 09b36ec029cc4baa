import type { Client } from "./client.ts";
import { plain, untypedStdio, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "jetbrains-ai-assistant",
  name: "JetBrains AI Assistant",
  vendor: "JetBrains",
  priority: 1,
  certainty: "one-third-party",
  references: ["https://www.jetbrains.com/help/ai-assistant/mcp.html", "npm rulesync@17.0.0"],
  files: [
    {
      scope: "user",
      paths: ["~/.ai/mcp/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
      note: "Older releases keep servers in the settings of the IDE.",
    },
    { scope: "project", paths: [".ai/mcp/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
  ],
  dialects: {
    default: {
      ...plain,
      stdio: { ...untypedStdio, otherKeys: { workingDirectory: "path" } },
      sse: untypedUrl,
      bareUrl: "auto",
    },
  },
  pitfalls: ["Releases of 2025 start processes only."],
};

export default client;
