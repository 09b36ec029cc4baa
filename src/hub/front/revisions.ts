/** Revisions of the protocol with sessions over Streamable HTTP, the newest first. */
export const legacyRevisions = ["2025-11-25", "2025-06-18", "2025-03-26"] as const;

/** The revision without sessions. */
export const modernRevision = "2026-07-28";

/**
 * What a client that asks for one revision is told, of a server that speaks another: the older of the two, but none that
 * has no Streamable HTTP.
 */
export function agreedRevision(requested: unknown, spoken: string): string {
  const [newest, , oldest] = legacyRevisions;
  const wanted = typeof requested === "string" && requested <= newest ? requested : newest;
  const common = wanted < spoken ? wanted : spoken;
  return legacyRevisions.find((revision) => revision <= common) ?? oldest;
}

/** What a request without a session says of its client. */
export const metaKeys = {
  version: "io.modelcontextprotocol/protocolVersion",
  capabilities: "io.modelcontextprotocol/clientCapabilities",
  clientInfo: "io.modelcontextprotocol/clientInfo",
  logLevel: "io.modelcontextprotocol/logLevel",
} as const;

/** What a notification says of the request that listens for it. */
export const subscriptionKey = "io.modelcontextprotocol/subscriptionId";

export const serverInfoKey = "io.modelcontextprotocol/serverInfo";
