import type { Client } from "./client.ts";
import { plain, untypedUrl } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "android-studio",
  name: "Gemini in Android Studio",
  vendor: "Google",
  priority: 3,
  certainty: "docs",
  references: ["https://developer.android.com/studio/gemini/add-mcp-server"],
  files: [
    {
      scope: "user",
      paths: ["<app-data>/Google/AndroidStudio*/mcp.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
    },
  ],
  dialects: {
    default: {
      ...plain,
      http: { ...untypedUrl, urls: ["httpUrl"] },
      otherKeys: { enabled: "bool" },
      disable: { key: "enabled", value: false },
    },
  },
  pitfalls: ["Still the old spelling of Gemini CLI: `httpUrl`, not `url`."],
};

export default client;
