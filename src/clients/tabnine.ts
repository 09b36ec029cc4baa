import type { Client } from "./client.ts";
import { http, typed, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "tabnine",
  name: "Tabnine CLI",
  vendor: "Tabnine",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    {
      scope: "user",
      paths: ["~/.tabnine/agent/settings.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
    },
    {
      scope: "project",
      paths: [".tabnine/agent/settings.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...untypedStdio, cwd: "cwd" },
      http: { ...http, typeRequired: false },
      bareUrl: "auto",
      otherKeys: { timeout: "ms", trust: "bool", includeTools: "tool names", excludeTools: "tool names" },
    },
  },
};

export default client;
