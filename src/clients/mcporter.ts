import type { Client, UrlShape } from "./client.ts";
import { everyField, untypedStdio, untypedUrl } from "./dialects.ts";
import { jsonc, type Format } from "./formats.ts";

const format: Format = { ...jsonc, byteOrderMark: false };

const remote: UrlShape = {
  ...untypedUrl,
  urls: ["baseUrl", "base_url", "url", "serverUrl", "server_url"],
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
      ...format,
      root: ["mcpServers"],
      rewrite: "safe",
    },
    { scope: "project", paths: ["config/mcporter.json"], ...format, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: { ...untypedStdio, commandForm: "either", cwd: "cwd" },
      http: remote,
      sse: remote,
      bareUrl: "http",
      commandAndUrl: "http",
      leftoverStdioKeys: "tolerated",
      unknownType: "by-keys",
      malformed: "file-error",
      otherKeys: {
        allowedTools: "tool names",
        auth: "oauth",
        tokenCacheDir: "path",
        oauthRedirectUrl: "URL",
        allowHttp: "bool",
      },
      placeholders: { syntaxes: ["${VAR}", "${VAR:-default}", "$env:VAR"], fields: everyField, known: true },
    },
  },
  pitfalls: [
    "One entry without a URL and a command, or with a URL that is none, makes it refuse the whole file.",
    "No key switches an entry off, and the type is ignored: Streamable HTTP is tried first, then SSE.",
    "`bearerTokenEnv` sends the value without `Bearer`: write the header instead.",
    "`imports`, beside `mcpServers`, names other clients to read.",
  ],
};

export default client;
