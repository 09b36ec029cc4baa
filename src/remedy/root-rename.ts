import type { Reader } from "../discover/source.ts";
import { nodeAt, type Document, type Path } from "../document/document.ts";
import { readEntry } from "../model/reading.ts";
import { nodesIn } from "../model/roots.ts";
import { isRunning } from "./entry-fix.ts";
import type { Fix } from "../fix/fix.ts";

/**
 * Gives the key that holds the servers the name under which their client looks for them. Undefined where that is no
 * matter of a name alone: the right key is there already, stands elsewhere, or the client spells entries in another way.
 */
export function rootRename(document: Document, path: Path, { client, file }: Reader): Fix | undefined {
  const { root } = file;
  const [from, to] = [path.at(-1), root.at(-1)];
  const map = nodeAt(document.root, path);
  if (from === undefined || to === undefined || !map || map.kind === "scalar") return undefined;
  const isBeside = path.length === root.length && path.slice(0, -1).every((step, index) => step === root[index]);
  if (!isBeside || nodeAt(document.root, root)) return undefined;
  const dialect = client.dialects[file.dialect ?? "default"] ?? client.dialects.default;
  const container = map.kind === "array" ? "array" : "map";
  const isReadable = nodesIn(map).every(
    (node) => node.kind === "object" && isRunning(readEntry(node, container, { client, file, dialect })),
  );
  if (!isReadable) return undefined;
  return {
    title: `rename \`${from}\` to \`${to}\``,
    safety: "safe",
    ops: [{ op: "rename", file: document.file, path, to }],
  };
}
