import type { Client, UrlShape } from "./client.ts";
import { plain } from "./dialects.ts";
import { yaml } from "./formats.ts";

const remote: UrlShape = {
  typeRequired: true,
  types: [],
  urls: [["transport", "url"]],
  headers: ["transport", "headers"],
  otherKeys: {},
};

const client: Client = {
  id: "pool",
  name: "Pool",
  vendor: "Poolside",
  priority: 3,
  certainty: "one-third-party",
  references: ["npm rulesync@17.0.0"],
  files: [
    {
      scope: "user",
      paths: ["~/.config/poolside/settings.yaml"],
      ...yaml,
      root: ["mcp_servers"],
      rewrite: "never",
    },
    { scope: "project", paths: [".poolside/settings.yaml"], ...yaml, root: ["mcp_servers"], rewrite: "never" },
    { scope: "local", paths: [".poolside/settings.local.yaml"], ...yaml, root: ["mcp_servers"], rewrite: "never" },
  ],
  dialects: {
    default: {
      ...plain,
      typeKey: ["transport", "type"],
      http: { ...remote, type: "http", types: ["http"] },
      sse: { ...remote, type: "sse", types: ["sse"] },
      otherKeys: { disabled: "bool", enabled_tools: "patterns", allow: "patterns", deny: "patterns" },
      disable: { key: "disabled", value: true },
    },
  },
  pitfalls: ["Headers are a list of `Name: value`."],
};

export default client;
