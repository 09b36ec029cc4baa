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
