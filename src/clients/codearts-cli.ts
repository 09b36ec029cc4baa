import type { Client } from "./client.ts";
import { openCode, unknownPlaceholders } from "./dialects.ts";
import { jsonc } from "./formats.ts";

const client: Client = {
  id: "codearts-cli",
  name: "Huawei CodeArts Agent CLI",
  vendor: "Huawei Cloud",
  priority: 3,
  certainty: "docs",
  references: ["https://support.huaweicloud.com/intl/en-us/usermanual-cli/codeartsagent_cli_0017.html"],
  files: [
    {
      scope: "user",
      paths: ["~/.codeartsdoer/codearts_cli.jsonc", "~/.codeartsdoer/codearts_cli.json"],
      ...jsonc,
      root: ["mcp"],
      rewrite: "caution",
    },
    {
      scope: "project",
      paths: [".codeartsdoer/codearts_cli.jsonc", ".codeartsdoer/codearts_cli.json"],
      ...jsonc,
      root: ["mcp"],
      rewrite: "caution",
    },
  ],
  dialects: { default: { ...openCode, placeholders: unknownPlaceholders } },
  pitfalls: ["Only processes are documented; URLs are assumed to be as in OpenCode."],
};

export default client;
