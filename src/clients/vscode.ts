import type { Client } from "./client.ts";
import { everyField, http, stdio, typed, vscode } from "./dialects.ts";
import { jsonc, strictJson } from "./formats.ts";

const client: Client = {
  id: "vscode",
  name: "Visual Studio Code",
  vendor: "Microsoft",
  priority: 1,
  certainty: "source",
  references: [
    "https://code.visualstudio.com/docs/agents/reference/mcp-configuration",
    "https://github.com/microsoft/vscode/tree/main/src/vs/workbench/contrib/mcp",
  ],
  files: [
    {
      scope: "user",
      paths: [
        "<app-data>/Code/User/mcp.json",
        "<app-data>/Code - Insiders/User/mcp.json",
        "<app-data>/VSCodium/User/mcp.json",
        "${VSCODE_PORTABLE}/user-data/User/mcp.json",
      ],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
    },
    {
      scope: "user",
      os: ["linux"],
      paths: ["~/.vscode-server/data/User/mcp.json"],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "User file of a machine reached over SSH, WSL or a container.",
    },
    {
      scope: "profile",
      paths: [
        "<app-data>/Code/User/profiles/*/mcp.json",
        "<app-data>/Code - Insiders/User/profiles/*/mcp.json",
        "<app-data>/VSCodium/User/profiles/*/mcp.json",
      ],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "Every profile but the default one has its own file.",
    },
    { scope: "project", paths: [".vscode/mcp.json"], ...jsonc, root: ["servers"], rewrite: "safe" },
    {
      scope: "workspace",
      paths: ["*.code-workspace"],
      ...jsonc,
      root: ["settings", "mcp", "servers"],
      rewrite: "safe",
    },
    {
      scope: "embedded",
      paths: [".devcontainer/devcontainer.json", ".devcontainer.json", ".devcontainer/*/devcontainer.json"],
      ...jsonc,
      root: ["customizations", "vscode", "mcp", "servers"],
      rewrite: "safe",
    },
    {
      scope: "legacy",
      paths: ["<vscode-user>/settings.json", ".vscode/settings.json"],
      ...jsonc,
      root: ["mcp", "servers"],
      rewrite: "safe",
      note: "The old place; VS Code moves it with a notice.",
    },
    {
      scope: "legacy",
      paths: ["<vscode-user>/settings.json", ".vscode/settings.json"],
      ...jsonc,
      root: ["mcp.servers"],
      rewrite: "safe",
      note: "The same as one key with a dot in it.",
    },
    {
      scope: "project",
      paths: [".mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      dialect: "copilot-portable",
      shared: true,
      bare: "everywhere",
      rewrite: "safe",
      note: "Read in the root of the workspace.",
    },
    {
      scope: "user",
      paths: ["${COPILOT_HOME:-~/.copilot}/mcp-config.json"],
      ...jsonc,
      root: ["mcpServers"],
      dialect: "copilot-portable",
      shared: true,
      bare: "everywhere",
      rewrite: "safe",
    },
  ],
  dialects: {
    default: {
      ...vscode,
      stdio: {
        ...stdio,
        cwd: "cwd",
        otherKeys: { envFile: "path", sandboxEnabled: "bool", sandbox: "object" },
      },
      http: { ...http, typeRequired: false, otherKeys: { oauth: "object" } },
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "by-keys",
      otherKeys: { dev: "object", gallery: "metadata", version: "metadata" },
      placeholders: {
        syntaxes: ["${env:VAR}", "${input:VAR}", "${workspaceFolder}", "${userHome}"],
        fields: everyField,
        unset: "empty",
        known: true,
      },
    },
    "copilot-portable": {
      ...typed,
      otherKeys: { tools: "tool names", timeout: "ms" },
    },
  },
  pitfalls: [
    "`mcpServers` in .vscode/mcp.json is ignored without a message.",
    "`inputs` stand beside `servers`; one that is no longer used does no harm.",
    "The Copilot harness does not read .vscode/mcp.json: VS Code forwards its servers, but not those that prompt.",
    "Keys of other clients give a warning in the editor.",
  ],
};

export default client;
