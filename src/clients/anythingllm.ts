import type { Client } from "./client.ts";
import { http, noPlaceholders, typed, untypedStdio } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "anythingllm",
  name: "AnythingLLM",
  vendor: "Mintplex Labs",
  priority: 2,
  certainty: "source",
  references: ["https://github.com/Mintplex-Labs/anything-llm/blob/master/server/utils/MCP/hypervisor/index.js"],
  files: [
    {
      scope: "user",
      paths: [
        "<app-data>/anythingllm-desktop/storage/plugins/anythingllm_mcp_servers.json",
        "${STORAGE_DIR}/plugins/anythingllm_mcp_servers.json",
      ],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: untypedStdio,
      http: { ...http, type: "streamable", types: ["streamable", "http"] },
      bareUrl: "entry-error",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "skipped",
      otherKeys: { anythingllm: "{autoStart}" },
      placeholders: noPlaceholders,
    },
  },
  pitfalls: [
    "It is `streamable` here; only newer releases know `http`.",
    "`anythingllm.autoStart: false` switches an entry off.",
  ],
};

export default client;
