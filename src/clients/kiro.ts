import type { Client, UrlShape } from "./client.ts";
import { plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const remote: UrlShape = {
  ...untypedUrl,
  otherKeys: {
    oauth: "{clientId, clientSecret, redirectUri, clientMetadataUrl, oauthScopes}",
    oauthScopes: "strings",
    env: "map",
  },
};

const client: Client = {
  id: "kiro",
  name: "Kiro",
  vendor: "Amazon Web Services",
  priority: 1,
  certainty: "docs",
  references: [
    "https://kiro.dev/docs/mcp/configuration/",
    "https://kiro.dev/docs/cli/mcp/configuration",
    "https://github.com/kirodotdev/Kiro/issues/5060",
    "https://github.com/kirodotdev/Kiro/issues/5968",
  ],
  files: [
    {
      scope: "user",
      paths: ["~/.kiro/settings/mcp.json"],
      ...strictJson,
      strictProgram: "Kiro CLI",
      root: ["mcpServers"],
      rewrite: "safe",
    },
    {
      scope: "project",
      paths: [".kiro/settings/mcp.json"],
      ...strictJson,
      strictProgram: "Kiro CLI",
      root: ["mcpServers"],
      rewrite: "safe",
      note: "Trusted workspaces only; wins over the user's entry of the same name.",
    },
    {
      scope: "agent",
      paths: ["~/.kiro/agents/*.json", ".kiro/agents/*.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "caution",
      note: "Wins over all others.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      http: remote,
      sse: remote,
      otherTypes: ["registry"],
      bareUrl: "http",
      otherKeys: {
        disabled: "bool",
        autoApprove: "tool names, `*` for all",
        disabledTools: "tool names",
        timeout: "ms",
      },
      disable: { key: "disabled", value: true },
      placeholders: { syntaxes: ["${VAR}"], fields: ["env", "headers"], unset: "literal", known: true },
    },
  },
  pitfalls: [
    "Plain http is allowed to this machine only.",
    "The IDE expands only variables that the setting Mcp Approved Env Vars names; the CLI was seen to expand none in headers.",
    "The CLI refuses a file with comments, which the IDE reads.",
    "An entry of type `registry` is managed elsewhere.",
    "A page of the documentation names ~/.kiro/mcp.json, which contradicts the others.",
  ],
};

export default client;
