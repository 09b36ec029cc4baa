import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";

/** Of a connection to this machine: the user that opened it. `unknown`: the system does not say. */
type Owner = number | "unknown";

let readable: Promise<boolean> | undefined;

/** Whether the connection comes from a process of this user. Everywhere but on Linux nobody can tell. */
export async function isOwn(socket: Socket): Promise<boolean> {
  if (process.platform !== "linux" || !process.geteuid) return true;
  const owner = await ownerOf(socket);
  return owner === "unknown" || owner === process.geteuid();
}

async function ownerOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): Promise<Owner> {
  if (!remoteAddress || !remotePort || !localAddress || !localPort) return -1;
  const [theirs, ours] = [hexOf(remoteAddress, remotePort), hexOf(localAddress, localPort)];
  // It is the socket at the other end whose owner counts.
  const found = (await look(theirs, ours)) ?? (await look(theirs, ours));
  if (found !== undefined) return found;
  // It is gone already, unless there is no table at all, as in some sandboxes; then no connection was ever found in it.
  readable ??= look(ours, theirs).then((owner) => owner !== undefined);
  return (await readable) ? -1 : "unknown";
}

/** The second table is for IPv6, in which most connections of this machine are not: it is read where it has to be. */
async function look(from: string, to: string): Promise<number | undefined> {
  return ownerIn(await tcp.read(), from, to) ?? ownerIn(await tcp6.read(), from, to);
}

const [tcp, tcp6] = [tableIn("/proc/self/net/tcp"), tableIn("/proc/self/net/tcp6")];

/**
 * The kernel takes milliseconds to write a table. So there is one reading at a time, and all connections that come
 * meanwhile share the next: it begins after they are there.
 */
function tableIn(file: string): { read(): Promise<string> } {
  let current: Promise<string> | undefined;
  let next: Promise<string> | undefined;
  const start = (): Promise<string> => {
    next = undefined;
    const reading = readFile(file, "latin1")
      .catch(() => "")
      .finally(() => {
        if (current === reading) current = undefined;
      });
    return (current = reading);
  };
  return { read: () => (current ? (next ??= current.then(start)) : start()) };
}

/** In the text of the table, the user id of the connection from one end to the other. */
export function ownerIn(text: string, from: string, to: string): number | undefined {
  const mapped = "0000000000000000FFFF0000";
  const [direct, inIpv6] = [`: ${from} ${to} `, `: ${mapped}${from} ${mapped}${to} `];
  for (const line of [direct, inIpv6]) {
    const at = text.indexOf(line);
    if (at < 0) continue;
    // State, queues, timer and retransmissions stand before it.
    const uid = /^\S+ +\S+ +\S+ +\S+ +(\d+)/.exec(text.slice(at + line.length, at + line.length + 100))?.[1];
    if (uid !== undefined) return Number(uid);
  }
  return undefined;
}

/** As the table has it: `0100007F:49D5`. An IPv6 socket that talks IPv4 has the same at its end. */
export function hexOf(address: string, port: number): string {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const bytes = address.replace(/^::ffff:/, "").split(".");
  if (bytes.length !== 4) return `${hexOfIpv6(address)}:${hex}`;
  const quad = bytes.map((byte) => Number(byte).toString(16).toUpperCase().padStart(2, "0"));
  return `${quad.reverse().join("")}:${hex}`;
}

/** Four words of four bytes, each backwards. */
function hexOfIpv6(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => "0"), ...last];
  const bytes = all.map((group) => group.toUpperCase().padStart(4, "0")).join("");
  return (bytes.match(/.{8}/g) ?? []).map((word) => (word.match(/../g) ?? []).reverse().join("")).join("");
}
