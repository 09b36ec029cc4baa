import type { Client } from "./client.ts";
import { unknownPlaceholders, untypedStdio, untypedUrl } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "zed",
  name: "Zed",
  vendor: "Zed Industries",
  priority: 1,
  certainty: "source",
  references: [
    "https://zed.dev/docs/ai/mcp",
    "https://github.com/zed-industries/zed/blob/main/crates/settings_content/src/project.rs",
  ],
  files: [
    {
      scope: "user",
      os: ["linux", "macos"],
      paths: ["${XDG_CONFIG_HOME:-~/.config}/zed/settings.json"],
      ...jsonc,
      root: ["context_servers"],
      rewrite: "safe",
      note: "Also on macOS. Written by hand: every comment must stay.",
    },
    {
      scope: "user",
      os: ["windows"],
      paths: ["%APPDATA%/Zed/settings.json"],
      ...jsonc,
      root: ["context_servers"],
      rewrite: "safe",
    },
    { scope: "project", paths: [".zed/settings.json"], ...jsonc, root: ["context_servers"], rewrite: "safe" },
  ],
  dialects: {
    default: {
      container: "map",
      stdio: { ...untypedStdio, otherKeys: { source: "`custom`, written by older releases", remote: "bool" } },
      http: { ...untypedUrl, otherKeys: { oauth: "{client_id, client_secret}" } },
      noSse: true,
      bareUrl: "http",
      commandAndUrl: "stdio",
      leftoverStdioKeys: "unknown",
      unknownType: "by-keys",
      malformed: "unknown",
      otherKeys: { enabled: "bool", timeout: "seconds", settings: "object, of a server that an extension brings" },
      disable: { key: "enabled", value: false },
      placeholders: unknownPlaceholders,
    },
  },
  pitfalls: [
    "An entry with `settings` alone belongs to an extension.",
    "Older releases wrote `command` as an object {path, args, env}.",
    "A URL without an Authorization header starts the OAuth prompt.",
  ],
};

export default client;
