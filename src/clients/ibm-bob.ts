import type { Client, Dialect } from "./client.ts";
import { plain, streamableHttp, typed, untypedStdio, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const oauthKeys = { oauth: "bool", clientId: "string", clientSecret: "string", scope: "string" };

const shared = {
  bareUrl: "sse",
  otherKeys: { disabled: "bool", alwaysAllow: "tool names", timeout: "seconds" },
  disable: { key: "disabled", value: true },
} satisfies Partial<Dialect>;

const client: Client = {
  id: "ibm-bob",
  name: "IBM Bob",
  vendor: "IBM",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    { scope: "user", paths: ["~/.bob/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
    { scope: "project", paths: [".bob/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" },
    {
      scope: "user",
      paths: ["~/.bob/mcp_settings.json"],
      ...strictJson,
      root: ["mcpServers"],
      dialect: "bob-shell",
      rewrite: "never",
      note: "Of Bob Shell.",
    },
  ],
  dialects: {
    default: {
      ...typed,
      ...shared,
      stdio: untypedStdio,
      http: { ...streamableHttp, otherKeys: oauthKeys },
      sse: { ...untypedUrl, otherKeys: oauthKeys },
    },
    "bob-shell": {
      ...plain,
      ...shared,
      http: { ...untypedUrl, urls: ["httpURL"], otherKeys: oauthKeys },
      sse: { ...untypedUrl, otherKeys: oauthKeys },
    },
  },
  pitfalls: ["A `url` without a type is SSE.", "Bob Shell spells streamable HTTP `httpURL`."],
};

export default client;
