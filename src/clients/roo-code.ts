import type { Client } from "./client.ts";
import { roo } from "./dialects.ts";
import { strictJson } from "./formats.ts";

const client: Client = {
  id: "roo-code",
  name: "Roo Code",
  vendor: "Roo Code",
  priority: 1,
  status: "archived",
  certainty: "source",
  checked: "April 2026",
  references: ["https://github.com/RooCodeInc/Roo-Code", "https://github.com/RooCodeInc/Roo-Code/issues/8119"],
  files: [
    {
      scope: "user",
      paths: ["<vscode-user>/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json"],
      ...strictJson,
      root: ["mcpServers"],
      rewrite: "safe",
      note: "A setting can move the folder.",
    },
    { scope: "project", paths: [".roo/mcp.json"], ...strictJson, root: ["mcpServers"], rewrite: "safe" },
  ],
  dialects: { default: { ...roo, oauth: false } },
  pitfalls: [
    "It is `streamable-http` here, `streamableHttp` in Cline and `http` nearly everywhere else.",
    "It never learnt to sign in by OAuth: a server that asks for it needs a bridge.",
    "A URL entry with stdio keys left in it is refused.",
  ],
};

export default client;
