import type { Client } from "./client.ts";
import { stdio, typed } from "./dialects.ts";
import { frontMatter } from "./formats.ts";

const client: Client = {
  id: "copilot-cloud-agent",
  name: "GitHub Copilot coding agent",
  vendor: "GitHub",
  priority: 2,
  certainty: "docs",
  references: ["https://docs.github.com/copilot"],
  files: [
    {
      scope: "agent",
      paths: [".github/agents/*.md"],
      ...frontMatter,
      root: ["mcp-servers"],
      shared: true,
      rewrite: "caution",
      note: "All other servers stand in the settings of the repository, which are no file.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, type: "local", typeRequired: true, types: ["local", "stdio"] },
      bareUrl: "entry-error",
      otherKeys: { tools: "tool names, required" },
      placeholders: {
        syntaxes: ["$COPILOT_MCP_VAR", "${COPILOT_MCP_VAR}", "${COPILOT_MCP_VAR:-default}"],
        fields: ["env", "headers"],
        known: true,
      },
    },
  },
  pitfalls: [
    "Runs in the cloud: a hub on this machine cannot be reached.",
    "Only variables and secrets of the repository that start with COPILOT_MCP_ are expanded.",
    "`inputs` and `envFile` are not supported.",
  ],
};

export default client;
