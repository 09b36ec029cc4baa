import { createHash } from "node:crypto";

/** Which server gets which port, and who got none. */
export interface Allocation {
  readonly ports: ReadonlyMap<string, number>;
  /** Claims for which the range has no port left, sorted. */
  readonly left: readonly string[];
}

/**
 * Gives every claim a port of the range, both ends included. What is recorded keeps its port, whatever the range; a port
 * that is recorded or taken goes to nobody else. A claim prefers the port its own name hashes to, so that the order of
 * the claims does not matter and the same server mostly gets the same port on every machine.
 */
export function allocate(
  claims: readonly string[],
  recorded: ReadonlyMap<string, number>,
  taken: ReadonlySet<number>,
  range: { readonly from: number; readonly to: number },
): Allocation {
  const used = new Set([...recorded.values(), ...taken]);
  const ports = new Map<string, number>();
  const left: string[] = [];
  const free = freePorts(used, range);
  for (const claim of [...new Set(claims)].sort()) {
    const port = recorded.get(claim) ?? free.next(preferred(claim, range));
    if (port === undefined) left.push(claim);
    else ports.set(claim, port);
  }
  return { ports, left };
}

function preferred(claim: string, { from, to }: { readonly from: number; readonly to: number }): number {
  return from + (createHash("sha256").update(claim).digest().readUInt32BE() % (to - from + 1));
}

/** Hands out ports, each once: the wanted one or the next free one after it, round to the start. */
function freePorts(
  used: ReadonlySet<number>,
  { from, to }: { readonly from: number; readonly to: number },
): { next(wanted: number): number | undefined } {
  const after = (port: number): number => (port === to ? from : port + 1);
  // For a port that is gone, the one to try instead; chains are halved on the way, so that a full range stays cheap.
  const instead = new Map([...used].filter((port) => from <= port && port <= to).map((port) => [port, after(port)]));
  return {
    next(wanted) {
      if (instead.size > to - from) return undefined;
      let port = wanted;
      for (let next = instead.get(port); next !== undefined; next = instead.get(port)) {
        const beyond = instead.get(next);
        if (beyond !== undefined) instead.set(port, beyond);
        port = next;
      }
      instead.set(port, after(port));
      return port;
    },
  };
}
