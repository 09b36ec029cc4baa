import path from "node:path";
import { tmpdir } from "node:os";
import { mkdtemp, rm } from "node:fs/promises";
import type { Platform } from "../platform.ts";
import type { HubServer, Manifest } from "../manifest/manifest.ts";
import { hubFilesOf } from "../hub/daemon/place.ts";
import { launcherFor } from "../hub/daemon/launcher.ts";
import { startHub } from "../hub/hub.ts";
import { ProbeError, type ProbeTarget, type ServerAnswer } from "../probe/answer.ts";
import { differences } from "../probe/compare.ts";
import { probe } from "../probe/probe.ts";
import { directTarget } from "./direct.ts";

/** What came of asking one server twice: directly, and over a hub. */
export interface Verdict {
  readonly server: string;
  readonly same: boolean;
  /** One sentence, without final dot and without secrets; absent where it is the same. */
  readonly why?: string;
  /** What answered directly. */
  readonly answer?: ServerAnswer;
}

/** Milliseconds for a handshake, and again for the lists; a first start may have to fetch a package. */
const PATIENCE = 120_000;

/** As many at a time as leave the machine usable. */
const AT_ONCE = 2;

/** Asks a server at its URL and compares with the server started directly. */
export async function compared(
  server: HubServer,
  through: ProbeTarget,
  folder: string,
  platform: Platform,
): Promise<Verdict> {
  const { name } = server;
  try {
    const direct = await probe(directTarget(server, folder, platform), { timeout: PATIENCE }).catch(
      (error: unknown) => {
        throw reworded(error, "it does not answer even when it is started directly");
      },
    );
    const elsewhere = await probe(through, { timeout: PATIENCE }).catch((error: unknown) => {
      throw reworded(error, "through the hub it does not answer");
    });
    const found = differences(direct, elsewhere);
    if (found.length === 0) return { server: name, same: true, answer: direct };
    return { server: name, same: false, why: `Through the hub ${found.join("; ")}`, answer: direct };
  } catch (error) {
    if (error instanceof ProbeError) return { server: name, same: false, why: error.message };
    throw error;
  }
}

function reworded(error: unknown, what: string): unknown {
  if (!(error instanceof ProbeError)) return error;
  const last = error.stderr.findLast((line) => line.trim() !== "");
  const reason = `${error.message[0]!.toLowerCase()}${error.message.slice(1)}${last === undefined ? "" : `: ${last.trim()}`}`;
  return new ProbeError(error.phase, `${what[0]!.toUpperCase()}${what.slice(1)}: ${reason}`, error.stderr);
}

/**
 * Compares servers of a manifest that is not written yet, through a hub of their own that is gone afterwards. `file`:
 * where the manifest will be. `told` hears of each as it is done.
 */
export async function compareInHub(
  servers: readonly HubServer[],
  file: string,
  platform: Platform,
  told: (verdict: Verdict) => void,
): Promise<readonly Verdict[]> {
  const files = hubFilesOf(platform);
  // Answers that a hub remembers would prove nothing: this one remembers none.
  const stateFolder = await mkdtemp(path.join(tmpdir(), "mcp-lint-verify-"));
  // The folder of the manifest may not be there yet, and where a server names none it does not matter.
  const started = servers.map((server) => ({ ...server, cwd: server.cwd ?? platform.home, ejected: false }));
  const manifest: Manifest = { servers: started, origins: [] };
  const launch = launcherFor(
    platform,
    files,
    (name) => ({ manifest: file, name }),
    () => undefined,
  );
  const hub = await startHub(manifest, { routing: "path", port: 0, launch, stateFolder, log: () => undefined });
  try {
    const verdicts: Verdict[] = [];
    const left = [...manifest.servers];
    const next = async (): Promise<void> => {
      for (let server = left.shift(); server; server = left.shift()) {
        const url = `http://127.0.0.1:${hub.port}/mcp/${encodeURIComponent(server.name)}`;
        const verdict = await compared(server, { kind: "http", url }, path.dirname(file), platform);
        verdicts.push(verdict);
        told(verdict);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return verdicts;
  } finally {
    await hub.close();
    await rm(stateFolder, { recursive: true, force: true });
  }
}
