import type { Op } from "../edit/op.ts";
import type { FixResult } from "../fix/outcome.ts";
import type { Fixable } from "../fix/plan.ts";
import { serverAt } from "../manifest/address.ts";
import type { HubServer } from "../manifest/manifest.ts";
import { readManifest } from "../manifest/read.ts";
import { parseUrl } from "../model/url.ts";
import type { Platform } from "../platform.ts";
import { compareInHub, type Verdict } from "./comparison.ts";

/** Why fixes are to be left out, by the fingerprint of their finding. */
export type Rejections = ReadonlyMap<string, string>;

/**
 * Starts every server that these fixes would move, directly and through a hub, and tells for which fixes the two do not
 * answer the same. Nothing is written.
 */
export async function verifyMoves(
  result: FixResult,
  platform: Platform,
  told: (verdict: Verdict) => void,
): Promise<Rejections> {
  const file = result.after.project.manifest?.file;
  const written = result.changes.find((change) => change.file === file);
  if (file === undefined || !written) return new Map();
  const { servers } = readManifest(written.after);
  const moves = result.fixed.flatMap((fixable) => {
    const server = destinationOf(fixable, file, servers);
    return server ? [{ fixable, server }] : [];
  });
  const verdicts = await compareInHub([...new Set(moves.map(({ server }) => server))], file, platform, told);
  const whys = new Map(verdicts.flatMap(({ server, why }) => (why === undefined ? [] : [[server, why] as const])));
  return new Map(
    moves.flatMap(({ fixable, server }) => {
      const why = whys.get(server.name);
      return why === undefined ? [] : [[fixable.fingerprint, why] as const];
    }),
  );
}

/** The server whose URL a fix writes into a config. */
function destinationOf({ fix }: Fixable, manifest: string, servers: readonly HubServer[]): HubServer | undefined {
  const texts = fix.ops
    .filter(({ file }) => file !== manifest)
    .flatMap((op) => ("value" in op ? textsIn(op.value) : []));
  return texts.map((text) => serverAt(parseUrl(text), servers)).find((server) => server !== undefined);
}

function textsIn(value: Extract<Op, { readonly op: "set" }>["value"]): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
