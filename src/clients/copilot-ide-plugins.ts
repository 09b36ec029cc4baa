import type { Client, UrlShape } from "./client.ts";
import { plain, untypedStdio, untypedUrl } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const remote: UrlShape = { ...untypedUrl, headers: ["requestInit", "headers"] };

const client: Client = {
  id: "copilot-ide-plugins",
  name: "GitHub Copilot for JetBrains, Xcode and Eclipse",
  vendor: "GitHub",
  priority: 2,
  certainty: "docs",
  references: [
    "https://github.com/github/github-mcp-server/blob/main/docs/installation-guides/install-other-copilot-ides.md",
  ],
  files: [
    {
      scope: "user",
      os: ["linux", "macos"],
      paths: ["~/.config/github-copilot/intellij/mcp.json"],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "JetBrains; the settings of the plugin open this file.",
    },
    {
      scope: "user",
      os: ["windows"],
      paths: ["%LOCALAPPDATA%/github-copilot/intellij/mcp.json"],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "JetBrains.",
    },
    {
      scope: "user",
      os: ["macos"],
      paths: ["~/.config/github-copilot/xcode/mcp.json"],
      ...jsonc,
      root: ["servers"],
      rewrite: "safe",
      note: "Xcode.",
    },
  ],
  dialects: {
    default: {
      ...plain,
      stdio: { ...untypedStdio, types: ["stdio"] },
      http: remote,
      sse: remote,
      bareUrl: "http",
    },
  },
  pitfalls: [
    "Headers belong under `requestInit.headers`; `headers` in the entry is not documented.",
    "Eclipse keeps its servers in the preferences.",
  ],
};

export default client;
