import type { Client } from "../clients/client.ts";
import type { Reading, ServerEntry } from "./entry.ts";

/** Does it start a program of exactly this name? Zed has a shell in between, MCPorter splits the line. */
export function startsLiterally({ id, certainty }: Client): boolean {
  return certainty === "source" && id !== "zed" && id !== "mcporter";
}

/** Is it refused for the command alone? */
export function hasOtherForm({ command, path }: ServerEntry, { transport, dialect: { stdio } }: Reading): boolean {
  if (transport !== "stdio" || !stdio || stdio.commandForm === "either") return false;
  const isItem = typeof command!.path.at(-1) === "number" && command!.path.length > path.length + 1;
  return isItem !== (stdio.commandForm === "array");
}

/** More than a program: a launcher's name before the first blank tells. */
export function holdsLine({ command, launch }: ServerEntry): boolean {
  return launch?.words.some(({ scalar, start }) => scalar === command!.span && start > 0) ?? false;
}
