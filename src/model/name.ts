/** A server name without what people vary from client to client: `Sequential-Thinking` and `sequentialthinking` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
