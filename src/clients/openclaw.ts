import type { Client } from "./client.ts";
import { sse, streamableHttp, typed, untypedStdio } from "./dialects.ts";
import { json5 } from "./formats.ts";

/** Read on every URL entry. */
const remoteKeys = {
  auth: "`oauth`",
  oauth: "object",
  sslVerify: "bool",
  clientCert: "path",
  clientKey: "path",
};

const client: Client = {
  id: "openclaw",
  name: "OpenClaw",
  vendor: "OpenClaw",
  priority: 2,
  certainty: "source",
  checked: "2026.9.6",
  references: ["npm openclaw@2026.9.6"],
  files: [
    {
      scope: "user",
      paths: ["${OPENCLAW_CONFIG_PATH}", "${OPENCLAW_STATE_DIR:-~/.openclaw}/openclaw.json"],
      ...json5,
      root: ["mcp", "servers"],
      rewrite: "safe",
    },
  ],
  dialects: {
    default: {
      ...typed,
      typeKey: "transport",
      stdio: { ...untypedStdio, types: ["stdio"], cwd: "cwd", otherKeys: { workingDirectory: "other name of `cwd`" } },
      http: { ...streamableHttp, otherKeys: remoteKeys },
      sse: { ...sse, typeRequired: false, otherKeys: remoteKeys },
      bareUrl: "sse",
      commandAndUrl: "stdio",
      unknownType: "skipped",
      otherKeys: {
        enabled: "bool",
        type: "`http` is read as `transport: streamable-http`",
        connectionTimeoutMs: "ms",
        requestTimeoutMs: "ms",
        toolFilter: "{include, exclude}",
        supportsParallelToolCalls: "bool",
        codex: "object",
      },
      disable: { key: "enabled", value: false },
    },
  },
  pitfalls: ["A `url` without `transport` is SSE.", "The servers in config/mcporter.json are others."],
};

export default client;
