import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The key that signs session ids. Kept in a file that only its owner can read, so that it outlives the hub. */
export function keyIn(folder: string): Uint8Array {
  const file = path.join(folder, "session-key");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = read(file);
  if (kept) return kept;
  const key = randomBytes(32);
  writeFileSync(file, key, { mode: 0o600 });
  chmodSync(file, 0o600);
  return key;
}

function read(file: string): Uint8Array | undefined {
  try {
    const key = readFileSync(file);
    return key.length === 32 ? key : undefined;
  } catch {
    return undefined;
  }
}
