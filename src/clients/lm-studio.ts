import type { Client } from "./client.ts";
import { plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "lm-studio",
  name: "LM Studio",
  vendor: "Element Labs",
  priority: 1,
  certainty: "docs",
  references: ["https://github.com/lmstudio-ai/docs/blob/main/0_app/2_plugins/mcp/index.md"],
  files: [
    {
      scope: "user",
      paths: ["~/.lmstudio/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "~/.lmstudio-home-pointer can move the folder; older builds used ~/.cache/lm-studio.",
    },
  ],
  dialects: { default: { ...plain, sse: untypedUrl, bareUrl: "http" } },
  pitfalls: ["LM Studio Bionic keeps its servers elsewhere."],
};

export default client;
