import type { Client } from "./client.ts";
import { sse, stdio, streamableHttp, typed } from "./dialects.ts";
import { yaml } from "./formats.ts";

/** Read on every URL entry. */
const remoteKeys = {
  oauth: "object",
  oauth_headers: "object",
  requiresOAuth: "bool",
  obo: "object",
  apiKey: "object",
  customUserVars: "object",
};

const client: Client = {
  id: "librechat",
  name: "LibreChat",
  vendor: "LibreChat",
  priority: 2,
  certainty: "source",
  checked: "2026",
  references: ["https://github.com/danny-avila/LibreChat/blob/main/packages/data-provider/src/mcp.ts"],
  files: [
    {
      scope: "project",
      paths: ["librechat.yaml", "${CONFIG_PATH}"],
      ...yaml,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "The file of the server; what people add in the browser is in its database.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      stdio: { ...stdio, otherKeys: { stderr: "string or number" } },
      http: { ...streamableHttp, types: ["streamable-http", "http"], otherKeys: remoteKeys },
      sse: { ...sse, typeRequired: false, otherKeys: remoteKeys },
      otherTypes: ["websocket"],
      bareUrl: "sse",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "startup-error",
      malformed: "startup-error",
      otherKeys: {
        title: "string",
        description: "string",
        startup: "bool",
        iconPath: "string",
        timeout: "ms",
        initTimeout: "ms",
        sseReadTimeout: "ms",
        chatMenu: "bool",
        serverInstructions: "bool or string",
      },
      disable: { key: "startup", value: false },
      placeholders: { syntaxes: ["${VAR}", "{{LIBRECHAT_USER_VAR}}"], fields: ["env", "url", "headers"], known: true },
    },
  },
  pitfalls: [
    "A `url` without `type` is SSE, or WebSocket when it starts with ws.",
    "Runs in a container, where localhost is the container.",
    "`args` is required beside `command`.",
    "`interface.mcpServers` holds permissions, not servers.",
  ],
};

export default client;
