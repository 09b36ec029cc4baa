import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";

/** Of a connection to this machine: the user that opened it. `unknown`: the system does not say. */
export type Owner = number | "unknown";

let reading: Promise<string> | undefined;
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
  const found = ownerIn(await table(), theirs, ours) ?? ownerIn(await table(), theirs, ours);
  if (found !== undefined) return found;
  // It is gone already, unless there is no table at all, as in some sandboxes; then no connection was ever found in it.
  readable ??= table().then((text) => ownerIn(text, ours, theirs) !== undefined);
  return (await readable) ? -1 : "unknown";
}

/** Connections that come at the same time share one look at the table, if it begins after they are there. */
function table(): Promise<string> {
  reading ??= Promise.resolve().then(async () => {
    reading = undefined;
    const files = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];
    return (await Promise.all(files.map((file) => readFile(file, "latin1").catch(() => "")))).join("");
  });
  return reading;
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
