import type { Client } from "./client.ts";
import { plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "trae",
  name: "Trae",
  vendor: "ByteDance",
  priority: 1,
  certainty: "two-third-parties",
  references: ["https://www.volcengine.com/docs/86677/2137601", "npm add-mcp@2.4.0"],
  files: [
    {
      scope: "user",
      paths: ["<app-data>/Trae/User/mcp.json", "<app-data>/Trae CN/User/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".trae/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Only once the switch for project servers is on.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      sse: untypedUrl,
      bareUrl: "http",
      otherKeys: { fromGalleryId: "set by the marketplace" },
      placeholders: { syntaxes: ["${workspaceFolder}"], fields: ["args"], known: false },
    },
  },
  pitfalls: ["`command` must not contain blanks."],
};

export default client;
