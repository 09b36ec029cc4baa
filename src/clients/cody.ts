import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "cody",
  name: "Sourcegraph Cody",
  vendor: "Sourcegraph",
  priority: 3,
  certainty: "one-third-party",
  references: ["https://sourcegraph.com/docs/cody"],
  files: [
    {
      scope: "user",
      paths: ["<vscode-user>/settings.json"],
      ...jsonc,
      root: ["cody.mcpServers"],
      rewrite: "never",
    },
    { scope: "project", paths: [".vscode/settings.json"], ...jsonc, root: ["cody.mcpServers"], rewrite: "never" },
  ],
  dialects: { default: plain },
};

export default client;
