import type { Client } from "./client.ts";
import { plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "firebase-studio",
  name: "Firebase Studio",
  vendor: "Google",
  priority: 3,
  certainty: "docs",
  references: ["https://firebase.google.com/docs/studio/mcp-servers"],
  files: [{ scope: "project", paths: [".idx/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "never" }],
  dialects: {
    default: { ...plain, http: { ...untypedUrl, urls: ["url", "httpUrl"] }, sse: untypedUrl },
  },
  pitfalls: [
    "Runs in the cloud: a hub on this machine cannot be reached.",
    "Whether it is `url` or `httpUrl` is not documented.",
    "Gemini CLI inside the workspace reads .gemini/settings.json instead.",
  ],
};

export default client;
