import { nodeAt, type Plain } from "../document/document.ts";
import type { DocumentOp } from "../edit/op.ts";
import type { ServerEntry } from "../model/entry.ts";
import type { HubForm } from "./hub-form.ts";
import { TOKEN_VARIABLE } from "./token.ts";

/** The release whose options these are. */
const bridge = "mcp-remote@0.15.1";

/**
 * For a client that only starts processes: a small one that carries messages to `url`, where the server stood. The
 * sessions still start it, but share the server behind.
 */
export function bridgeFormOf({ document, node, path }: ServerEntry, url: string, sendsToken = false): HubForm {
  const { file } = document;
  // The bridge itself takes the variable from its environment.
  const token = sendsToken ? ["--header", `Authorization: Bearer \${${TOKEN_VARIABLE}}`] : [];
  const args = ["-y", bridge, url, "--allow-http", "--transport", "http-only", ...token];
  const write = (key: string, value: Plain): DocumentOp =>
    nodeAt(node, [key])
      ? { op: "set", file, path: [...path, key], value }
      : { op: "insert", file, path: [...path, key], value, after: "command" };
  const old = ["env", "cwd"].filter((key) => nodeAt(node, [key]));
  return {
    ops: [
      { op: "set", file, path: [...path, "command"], value: "npx" },
      write("args", args),
      ...old.map((key): DocumentOp => ({ op: "remove", file, path: [...path, key] })),
    ],
  };
}
