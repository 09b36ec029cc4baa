import type { Client } from "./client.ts";
import { typed, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "zcode",
  name: "ZCode",
  vendor: "Z.ai",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    { scope: "user", paths: ["~/.zcode/cli/config.json"], ...strictJson, root: ["mcp", "servers"], rewrite: "never" },
    { scope: "project", paths: [".zcode/config.json"], ...strictJson, root: ["mcp", "servers"], rewrite: "never" },
    {
      scope: "legacy",
      paths: [".agents/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "never",
      note: "Read while the .zcode file lists no server.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: untypedStdio,
      otherKeys: { enable: "bool" },
      disable: { key: "enable", value: false },
    },
  },
  pitfalls: ["How URLs are spelled is inferred, not documented."],
};

export default client;
