import { nodeAt, type ArrayNode, type Document, type Node, type ObjectNode, type Path } from "../document/document.ts";
import { looksLikeEntry } from "./keys.ts";

/**
 * Where the clients of this world keep their servers. Only these places are looked at, never any depth: an
 * `interface.mcpServers` of LibreChat is a list of permissions, an agent's `mcpServers` a list of names.
 */
export const knownRoots: readonly (readonly string[])[] = [
  ["mcpServers"],
  ["servers"],
  ["mcp"],
  ["mcp", "servers"],
  ["mcp.servers"],
  ["mcp_servers"],
  ["mcp-servers"],
  ["context_servers"],
  ["extensions"],
  ["amp.mcpServers"],
  ["amp", "mcpServers"],
  ["cody.mcpServers"],
  ["ai-features.mcp.mcpServers"],
  ["managedMcpServers"],
  ["projects", "*", "mcpServers"],
  ["settings", "mcp", "servers"],
  ["customizations", "vscode", "mcp", "servers"],
  ["experimental", "modelContextProtocolServers"],
  ["augment.advanced", "mcpServers"],
];

/** A node that may hold servers, with its path. */
export interface Place {
  readonly path: Path;
  readonly node: ObjectNode | ArrayNode;
}

/** The places a root stands for in a document; `*` is every key. */
export function placesOf({ root }: Document, steps: readonly string[]): readonly Place[] {
  const star = steps.indexOf("*");
  if (star === -1) return placeAt(root, steps);
  const above = nodeAt(root, steps.slice(0, star));
  const keys = above?.kind === "object" ? new Set(above.members.map(({ key }) => key)) : [];
  return [...keys].flatMap((key) => placeAt(root, steps.with(star, key)));
}

function placeAt(root: Node | undefined, path: Path): readonly Place[] {
  const node = nodeAt(root, path);
  return node && node.kind !== "scalar" ? [{ path, node }] : [];
}

/** Known roots of a document that hold at least one server, also in other cases and with other dashes. */
export function occupiedPlaces(document: Document): readonly Place[] {
  return [...knownRoots, ...misspelt(document)]
    .flatMap((root) => placesOf(document, root))
    .filter(({ node }) => nodesIn(node).some(looksLikeEntry));
}

/** `MCPServers`, `mcpservers`, `mcp_Servers` */
function misspelt({ root }: Document): readonly (readonly string[])[] {
  const keys = root?.kind === "object" ? root.members.map(({ key }) => key) : [];
  const known = (key: string): boolean => knownRoots.some(([first]) => first === key);
  return [...new Set(keys)].filter((key) => /^mcp[-_]?servers?$/i.test(key) && !known(key)).map((key) => [key]);
}

/** Whether the top level itself is a map of servers: some of its members are, and no object or list among them is not. */
export function isFlatMap({ root }: Document): boolean {
  if (root?.kind !== "object") return false;
  const objects = root.members.filter(({ key, value }) => value.kind !== "scalar" && !/^[$_]|^inputs$/.test(key));
  return objects.length > 0 && objects.every(({ value }) => looksLikeEntry(value));
}

/** What stands directly in a map or list. */
export function nodesIn(node: ObjectNode | ArrayNode): readonly Node[] {
  return node.kind === "array" ? node.items : node.members.map(({ value }) => value);
}
