import { keyPath, type Dialect, type Key } from "../clients/client.ts";

/** A key as people write it: `requestOptions.headers`. */
export function spelled(key: Key): string {
  return keyPath(key).join(".");
}

/** How a dialect writes the type of a transport: `type: http`; undefined where it has no word for it. */
export function typeSpelled({ typeKey, ...shapes }: Dialect, transport: "stdio" | "http" | "sse"): string | undefined {
  const type = shapes[transport]?.type;
  return type === undefined || typeKey === undefined ? undefined : `${spelled(typeKey)}: ${type}`;
}

/** `a`, `a and b`, `a, b and c`, each in backticks. */
export function quotedList(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}
