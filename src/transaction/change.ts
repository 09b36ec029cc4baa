/**
 * When a file is replaced. What others rely on is made before they switch to it and broken after they left it, so that
 * a crash in between leaves, say, a manifest that knows more servers than the configs use, which is harmless.
 */
export type Phase = "make" | "switch" | "break";

/** What becomes of one file, as whole contents. */
export interface FileChange {
  /** Absolute, as it was found; where it is a link, the file behind it changes and the link stays. */
  readonly file: string;
  /** What must stand there for the change to be made; undefined: nothing. */
  readonly before: Uint8Array | undefined;
  /** Undefined: the file is deleted. */
  readonly after: Uint8Array | undefined;
  /** Permissions of a file that is created, such as 0o600; others keep theirs. */
  readonly mode?: number;
  readonly phase: Phase;
}

/** Changes that are made together or not at all. */
export interface Transaction {
  readonly title: string;
  readonly changes: readonly FileChange[];
  /** Names of the servers it is about, for lists. */
  readonly servers?: readonly string[];
  /** The transaction that this one takes back. */
  readonly undoes?: number;
}

/** Whether both are the same content, or both are no file. */
export function sameContent(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0;
}
