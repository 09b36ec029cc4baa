import { getSystemErrorMap } from "node:util";
import { UserError } from "../errors.ts";

/** Runs an action; where the disk refuses, the error says what could not be done: "cannot write FILE: REASON". */
export function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UserError(`cannot ${what}: ${reason}`);
  }
}

/** Why the system refused, in its words; undefined for what is no error of the system. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("errno" in error)) return undefined;
  return getSystemErrorMap().get(Number(error.errno))?.[1] ?? String(error.code);
}
