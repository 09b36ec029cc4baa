import type { Client, UrlShape } from "./client.ts";
import { everyField, plain, untypedStdio, untypedUrl } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const remote: UrlShape = {
  ...untypedUrl,
  urls: ["baseUrl", "url"],
  otherKeys: { bearerTokenEnv: "variable, sent without `Bearer`" },
};

const client: Client = {
  id: "mcporter",
  name: "MCPorter",
  vendor: "steipete",
  priority: 3,
  certainty: "source",
  checked: "0.12.3",
  references: ["npm mcporter@0.12.3"],
  files: [
    {
      scope: "user",
      paths: ["~/.mcporter/mcporter.json", "~/.mcporter/mcporter.jsonc", "${MCPORTER_CONFIG}"],
      ...jsonc,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    { scope: "project", paths: ["config/mcporter.json"], ...jsonc, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: {
    default: {
      ...plain,
      stdio: { ...untypedStdio, commandForm: "either", cwd: "cwd" },
      http: { ...remote, types: ["http"] },
      sse: remote,
      bareUrl: "http",
      commandAndUrl: "http",
      leftoverStdioKeys: "tolerated",
      otherKeys: { allowedTools: "tool names" },
      placeholders: { syntaxes: ["${VAR}", "$env:VAR"], fields: everyField, known: true },
    },
  },
  pitfalls: [
    "One entry without a URL and a command makes it refuse the whole file.",
    "`bearerTokenEnv` sends the value without `Bearer`: write the header instead.",
    "`imports`, beside `mcpServers`, names other clients to read.",
  ],
};

export default client;
