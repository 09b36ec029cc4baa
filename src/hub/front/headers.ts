import type { IncomingHttpHeaders } from "node:http";
import { isObject, type Request } from "../message.ts";

/** Methods whose header `Mcp-Name` names what they are about, and the parameter that it repeats. */
const named: ReadonlyMap<string, string> = new Map([
  ["tools/call", "name"],
  ["prompts/get", "name"],
  ["resources/read", "uri"],
]);

/** What of the headers does not repeat the message; undefined where all is well. */
export function mismatch(
  headers: IncomingHttpHeaders,
  version: string,
  { method, params }: Request,
): string | undefined {
  const expected: [header: string, value: unknown][] = [
    ["MCP-Protocol-Version", version],
    ["Mcp-Method", method],
  ];
  const key = named.get(method);
  if (key !== undefined) expected.push(["Mcp-Name", isObject(params) ? params[key] : undefined]);
  for (const [header, value] of expected) {
    const given = headers[header.toLowerCase()];
    if (given === undefined) return `${header} is missing`;
    const plain = header === "Mcp-Name" ? decodedHeader(String(given)) : given;
    if (plain !== value) return `${header} is not what the body says`;
  }
  return undefined;
}

/** Parameters of a tool that its schema wants repeated in headers: the rest of the name after `Mcp-Param-`, and the path. */
function headerParameters(
  schema: unknown,
  path: readonly string[] = [],
): readonly (readonly [string, readonly string[]])[] {
  if (!isObject(schema) || !isObject(schema["properties"])) return [];
  return Object.entries(schema["properties"]).flatMap(([key, property]) => {
    const name = isObject(property) ? property["x-mcp-header"] : undefined;
    const below = headerParameters(property, [...path, key]);
    return typeof name === "string" && name !== "" ? [[name, [...path, key]] as const, ...below] : below;
  });
}

/** What of the headers for parameters does not repeat the arguments. */
export function parameterMismatch(headers: IncomingHttpHeaders, schema: unknown, given: unknown): string | undefined {
  for (const [name, path] of headerParameters(schema)) {
    const value = path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), given);
    const header = headers[`mcp-param-${name.toLowerCase()}`];
    if (value === undefined || value === null) {
      if (header !== undefined) return `Mcp-Param-${name} stands for no argument`;
    } else if (header === undefined) return `Mcp-Param-${name} is missing`;
    else if (!isEqual(decodedHeader(String(header)), value)) return `Mcp-Param-${name} is not what the body says`;
  }
  return undefined;
}

function isEqual(header: string | undefined, value: unknown): boolean {
  if (typeof value === "number") return header !== undefined && header.trim() !== "" && Number(header) === value;
  return header === String(value);
}

/** What does not fit into a header comes in Base64. Undefined where that is broken. */
function decodedHeader(value: string): string | undefined {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  if (encoded === undefined) return value;
  return /^[A-Za-z0-9+/]*={0,2}$/.test(encoded) ? Buffer.from(encoded, "base64").toString() : undefined;
}
