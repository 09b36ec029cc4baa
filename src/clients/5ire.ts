import type { Client } from "./client.ts";
import { plain } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "5ire",
  name: "5ire",
  vendor: "nanbingxyz",
  priority: 3,
  certainty: "docs",
  references: ["https://github.com/nanbingxyz/5ire/issues/74", "https://github.com/nanbingxyz/5ire/issues/32"],
  files: [
    {
      scope: "user",
      paths: ["<app-data>/5ire/mcp.json"],
      ...strictJson,
      root: ["servers"],
      rewrite: "caution",
      note: "Of early releases; newer ones import `mcpServers` into a store of their own.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      container: "array",
      nameKey: "key",
      otherKeys: { isActive: "bool" },
      disable: { key: "isActive", value: false },
    },
  },
};

export default client;
