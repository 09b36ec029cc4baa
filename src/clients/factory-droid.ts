import type { Client } from "./client.ts";
import { http, sse, typed } from "./dialects.ts";
import { commentedJson, type Format } from "./formats.ts";

const format: Format = { ...commentedJson, byteOrderMark: false };

const client: Client = {
  id: "factory-droid",
  name: "Factory Droid",
  vendor: "Factory",
  priority: 1,
  certainty: "source",
  checked: "0.225.2",
  references: ["https://docs.factory.ai/harness/mcp", "npm droid@0.225.2"],
  files: [
    {
      scope: "user",
      paths: ["${FACTORY_HOME_OVERRIDE:-~}/.factory/mcp.json"],
      ...format,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    { scope: "project", paths: [".factory/mcp.json"], ...format, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: {
    default: {
      ...typed,
      http: { ...http, otherKeys: { oauth: "object or false" } },
      sse: { ...sse, otherKeys: { oauth: "object or false" } },
      bareUrl: "stdio",
      commandAndUrl: "by-type",
      leftoverStdioKeys: "tolerated",
      unknownType: "by-keys",
      malformed: "tolerated",
      nullEntry: "startup-error",
      otherKeys: {
        disabled: "bool",
        enabledTools: "tool names",
        disabledTools: "tool names",
        timeout: "ms",
        connectTimeout: "ms",
      },
      disable: { key: "disabled", value: true },
      placeholders: {
        syntaxes: ["${VAR}", "${VAR:-default}"],
        fields: ["env", "headers"],
        unset: "entry-error",
        known: true,
      },
    },
  },
  pitfalls: [
    "A `url` without `type` is taken for stdio and does not start.",
    "A trailing comma or a byte order mark makes Droid ignore the file; comments are fine.",
    "An entry that is null keeps Droid from starting.",
    "It is `http`: `streamable-http` breaks the entry.",
    "`persistentPermissions` stands beside `mcpServers` and must stay.",
  ],
};

export default client;
