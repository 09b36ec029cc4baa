import path from "node:path";
import { TOKEN_VARIABLE } from "../hub-form/token.ts";
import { hubFilesOf } from "../hub/daemon/place.ts";
import { platformOfServers } from "../hub/daemon/launcher.ts";
import { tokenIn } from "../hub/daemon/token.ts";
import { plainOf } from "../document/document.ts";
import { serverAt } from "../manifest/address.ts";
import type { HubServer } from "../manifest/manifest.ts";
import { readManifest } from "../manifest/read.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import { targetOf } from "../model/target.ts";
import type { Platform } from "../platform.ts";
import { compared, type Verdict } from "./comparison.ts";

/** What came of one server, for all entries that lead to it in the same way. */
export interface EntryVerdict extends Verdict {
  readonly url: string;
  readonly entries: readonly [ServerEntry, ...ServerEntry[]];
}

/**
 * Asks each server of the hub that entries lead to, as these do, and compares with the server started directly. `told`
 * hears of each as it is done.
 */
export async function verifyEntries(
  project: Project,
  platform: Platform,
  told: (verdict: EntryVerdict) => void,
): Promise<readonly EntryVerdict[]> {
  const { manifest } = project;
  if (!manifest?.document) return [];
  const { servers } = readManifest(manifest.document);
  const files = hubFilesOf(platform);
  const token = tokenIn(files);
  const serversPlatform = await platformOfServers(platform, files);
  const verdicts: EntryVerdict[] = [];
  for (const { server, url, sendsToken, entries } of waysTo(project.entries, servers)) {
    const headers = sendsToken && token !== undefined ? { headers: { authorization: `Bearer ${token}` } } : {};
    const through = { kind: "http", url, ...headers } as const;
    const verdict = await compared(server, through, path.dirname(manifest.file), serversPlatform);
    verdicts.push({ ...verdict, url, entries });
    told(verdicts.at(-1)!);
  }
  return verdicts;
}

interface Way {
  readonly server: HubServer;
  readonly url: string;
  readonly sendsToken: boolean;
  readonly entries: [ServerEntry, ...ServerEntry[]];
}

/** Entries that reach the same server in the same way are one. */
function waysTo(entries: readonly ServerEntry[], servers: readonly HubServer[]): readonly Way[] {
  const ways = new Map<string, Way>();
  for (const entry of entries) {
    const target = targetOf(entry);
    const server = target && serverAt(target.url, servers);
    if (!server) continue;
    const sendsToken = JSON.stringify(plainOf(entry.node)).includes(TOKEN_VARIABLE);
    const url = target.word.value;
    const key = JSON.stringify([url, sendsToken]);
    const known = ways.get(key);
    if (known) known.entries.push(entry);
    else ways.set(key, { server, url, sendsToken, entries: [entry] });
  }
  return [...ways.values()];
}
