import type { Client } from "./client.ts";
import { stdio, typed } from "./dialects.ts";

const client: Client = {
  id: "trae-cli",
  name: "TRAE CLI",
  vendor: "ByteDance",
  priority: 3,
  certainty: "docs",
  references: ["https://docs.trae.cn/cli_model-context-protocol.md"],
  files: [],
  dialects: {
    default: {
      ...typed,
      container: "array",
      nameKey: "name",
      stdio: { ...stdio, typeRequired: true },
      bareUrl: "entry-error",
      otherKeys: { timeout: "string with a unit", disabled_tools: "patterns" },
    },
  },
  pitfalls: ["Servers stand in trae_cli.yaml, which `traecli config edit` opens; its folder is not documented."],
};

export default client;
