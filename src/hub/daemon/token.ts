import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync } from "node:fs";
import type { HubFiles } from "./place.ts";
import { writePrivate } from "./private-file.ts";

/** The token that clients have to send; undefined where none is asked for, which is so as long as there is no file. */
export function tokenIn({ token: file }: HubFiles): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The token there is, or a new one of 256 bits; the file is readable by its user alone. */
export function ensureToken(files: HubFiles): string {
  const known = tokenIn(files);
  if (known !== undefined) {
    chmodSync(files.token, 0o600);
    return known;
  }
  const token = randomBytes(32).toString("base64url");
  writePrivate(files.token, `${token}\n`);
  return token;
}
