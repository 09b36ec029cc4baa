import type { Client } from "./client.ts";
import { plain, untypedStdio, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "pi",
  name: "Pi with pi-mcp-adapter",
  vendor: "community",
  priority: 3,
  certainty: "two-third-parties",
  references: [
    "https://github.com/nicobailon/pi-mcp-adapter",
    "https://github.com/hazat/pi-config",
    "npm rulesync@17.0.0",
  ],
  files: [
    {
      scope: "user",
      paths: ["${PI_CODING_AGENT_DIR:-~/.pi/agent}/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    { scope: "project", paths: [".pi/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: {
    default: {
      ...plain,
      stdio: { ...untypedStdio, cwd: "cwd" },
      http: {
        ...untypedUrl,
        bearerTokenVariable: "bearerTokenEnv",
        otherKeys: { auth: "oauth or bearer", bearerToken: "string" },
      },
      bareUrl: "http",
      otherKeys: { disabled: "bool", lifecycle: "lazy, eager", requestTimeoutMs: "ms" },
      disable: { key: "disabled", value: true },
    },
  },
};

export default client;
