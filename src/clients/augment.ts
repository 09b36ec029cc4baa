import type { Client } from "./client.ts";
import { everyField, stdio, typed } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "augment",
  name: "Auggie CLI",
  vendor: "Augment Code",
  priority: 1,
  certainty: "source",
  checked: "0.36.0",
  references: ["https://docs.augmentcode.com/cli/integrations", "npm @augmentcode/auggie@0.36.0"],
  files: [
    { scope: "user", paths: ["~/.augment/settings.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    { scope: "project", paths: [".augment/settings.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
    {
      scope: "local",
      paths: [".augment/settings.local.json"],
      ...jsonc,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Ignored by git.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, otherKeys: { useShellInterpolation: "bool" } },
      bareUrl: "entry-error",
      commandAndUrl: "by-type",
      otherKeys: { name: "string", disabled: "bool", timeoutMs: "ms" },
      disable: { key: "disabled", value: true },
      placeholders: {
        syntaxes: ["${VAR}", "${VAR:-default}", "${augmentToken}", "${workspaceFolder}"],
        fields: everyField,
        unset: "entry-error",
        known: true,
      },
    },
  },
  pitfalls: ["`settings.json` also holds hooks and permissions."],
};

export default client;
