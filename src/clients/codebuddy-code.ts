import type { Client } from "./client.ts";
import { stdio, typed } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "codebuddy-code",
  name: "CodeBuddy Code CLI",
  vendor: "Tencent",
  priority: 3,
  certainty: "docs",
  references: ["https://github.com/CoplayDev/unity-mcp/pull/403"],
  files: [
    { scope: "user", paths: ["~/.codebuddy.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
    {
      scope: "local",
      paths: ["~/.codebuddy.json"],
      ...strictJson,
      root: ["projects", "*", "mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      shared: true,
      rewrite: "safe",
      note: "Waits for approval.",
    },
  ],
  dialects: { default: { ...typed, stdio: { ...stdio, typeRequired: true } } },
};

export default client;
