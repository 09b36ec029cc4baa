import type { ObjectNode } from "../document/document.ts";
import type { Transport } from "./entry.ts";
import { allKeysOf, findFirst, isCommand, isText } from "./keys.ts";
import { parseUrl } from "./url.ts";

/** What a type value means in whichever client it was copied from; undefined where it is known nowhere. */
export function transportNamed(type: string): Transport | undefined {
  return Object.hasOwn(named, spelled(type)) ? named[spelled(type)] : undefined;
}

const named: Readonly<Record<string, Transport>> = {
  stdio: "stdio",
  local: "stdio",
  command: "stdio",
  http: "http",
  streamablehttp: "http",
  streamable: "http",
  remote: "http",
  sse: "sse",
  ws: "websocket",
  websocket: "websocket",
  builtin: "builtin",
  platform: "builtin",
  frontend: "builtin",
  inlinepython: "builtin",
  registry: "builtin",
};

function spelled(type: string): string {
  return type.toLowerCase().replaceAll(/[-_]/g, "");
}

/** Whether the path of a URL says SSE. */
export function endsInSse(url: string): boolean {
  return /\/sse\/?$/i.test(parseUrl(url).path.value);
}

/** The transport an entry is meant to have, judged by its keys alone. */
export function transportMeant(node: ObjectNode): Transport {
  const type = textAt(node, "type");
  const meant = type === undefined ? undefined : transportNamed(type);
  if (meant === "builtin") return meant;
  const url = textAt(node, "url");
  const hasCommand = findFirst(node, allKeysOf(undefined, "command"), isCommand) !== undefined;
  if (hasCommand && (url === undefined || meant === undefined || meant === "stdio")) return "stdio";
  if (url === undefined) return "none";
  if (meant === "websocket" || /^wss?:/i.test(url)) return "websocket";
  if (meant === "sse" || (meant !== "http" && endsInSse(url))) return "sse";
  return "http";
}

function textAt(node: ObjectNode, field: "type" | "url"): string | undefined {
  const found = findFirst(node, allKeysOf(undefined, field), isText);
  const value = found?.member.value;
  return value?.kind === "scalar" ? String(value.value) : undefined;
}
