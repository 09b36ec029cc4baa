import type { Client, ConfigFile } from "../clients/client.ts";

const file: ConfigFile = {
  scope: "project",
  paths: ["mcp-hub.json"],
  syntax: "jsonc",
  comments: true,
  trailingCommas: true,
  root: ["servers"],
  rewrite: "safe",
};

/**
 * The hub as a reader of its manifest, so that the rules speak of the servers it starts. It is none of the clients that
 * are listed, counted or migrated.
 */
const hub: Client = {
  id: "mcp-lint-hub",
  name: "mcp-lint hub",
  vendor: "mcp-lint",
  priority: 1,
  certainty: "source",
  references: [],
  files: [file],
  dialects: {
    default: {
      container: "map",
      stdio: {
        typeRequired: false,
        types: [],
        command: "command",
        commandForm: "string",
        args: "args",
        env: "env",
        cwd: "cwd",
        otherKeys: {},
      },
      bareUrl: "entry-error",
      commandAndUrl: "entry-error",
      leftoverStdioKeys: "entry-error",
      unknownType: "by-keys",
      malformed: "entry-error",
      otherKeys: {
        port: "TCP port",
        sharing: "`shared`, `serial`, `session` or `{pool}`",
        start: "`lazy` or `eager`",
        idle: "seconds",
        timeout: "seconds",
        startTimeout: "seconds",
        queue: "number of calls",
        queueTimeout: "seconds",
        processes: "number of processes",
        ejected: "bool",
      },
      placeholders: {
        syntaxes: ["${VAR}", "${VAR:-default}"],
        fields: ["command", "args", "env", "cwd"],
        unset: "empty",
        known: true,
      },
    },
  },
};

export const hubReader = { client: hub, file } as const;

export function isHub({ id }: Pick<Client, "id">): boolean {
  return id === hub.id;
}
