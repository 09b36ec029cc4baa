import type { Client } from "./client.ts";
import { typed } from "./dialects.ts";
import { jsonc, strictJson } from "./formats.ts";

const client: Client = {
  id: "augment-vscode",
  name: "Augment for VS Code and JetBrains",
  vendor: "Augment Code",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://docs.augmentcode.com/setup-augment/mcp"],
  files: [
    {
      scope: "user",
      paths: ["<vscode-user>/globalStorage/augment.vscode-augment/augment-global-state/mcpServers.json"],
      ...strictJson,
      root: [],
      rewrite: "never",
      note: "State of the extension, meant to be edited in its panel.",
    },
    {
      scope: "legacy",
      paths: ["<vscode-user>/settings.json"],
      ...jsonc,
      root: ["augment.advanced", "mcpServers"],
      rewrite: "never",
    },
  ],
  dialects: {
    default: {
      ...typed,
      container: "array",
      nameKey: "name",
      otherKeys: { disabled: "bool" },
      disable: { key: "disabled", value: true },
    },
  },
};

export default client;
