import type { Client } from "./client.ts";
import { everyField, untypedStdio, untypedUrl } from "./dialects.ts";
import { json5 } from "./formats.ts";

const client: Client = {
  id: "mcphub-nvim",
  name: "mcphub.nvim",
  vendor: "ravitemer",
  priority: 3,
  certainty: "source",
  checked: "July 2025",
  references: ["https://github.com/ravitemer/mcp-hub/blob/main/src/utils/config.js"],
  files: [
    { scope: "user", paths: ["~/.config/mcphub/servers.json"], ...json5, root: ["mcpServers"], rewrite: "safe" },
    { scope: "user", paths: ["~/.config/mcphub/servers.json"], ...json5, root: ["servers"], rewrite: "safe" },
    { scope: "project", paths: [".mcphub/servers.json"], ...json5, root: ["mcpServers"], rewrite: "caution" },
    { scope: "project", paths: [".mcphub/servers.json"], ...json5, root: ["servers"], rewrite: "caution" },
    { scope: "project", paths: [".vscode/mcp.json"], ...json5, root: ["servers"], shared: true, rewrite: "safe" },
    { scope: "project", paths: [".cursor/mcp.json"], ...json5, root: ["mcpServers"], shared: true, rewrite: "safe" },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: { ...untypedStdio, cwd: "cwd", otherKeys: { dev: "object" } },
      http: untypedUrl,
      sse: untypedUrl,
      bareUrl: "auto",
      commandAndUrl: "file-error",
      leftoverStdioKeys: "file-error",
      unknownType: "by-keys",
      malformed: "unknown",
      otherKeys: {
        disabled: "bool",
        disabled_tools: "tool names",
        disabled_prompts: "prompt names",
        disabled_resources: "resource names",
        autoApprove: "bool or tool names",
        custom_instructions: "object",
        name: "string",
        config_source: "internal",
      },
      disable: { key: "disabled", value: true },
      placeholders: {
        syntaxes: ["${VAR}", "${env:VAR}", "${input:VAR}", "${cmd: command}"],
        fields: everyField,
        unset: "entry-error",
        known: true,
      },
    },
  },
  pitfalls: ["One entry with a command and a URL stops the hub."],
};

export default client;
