/** An object of the protocol, as the server sent it. */
export type Item = Readonly<Record<string, unknown>>;

/** What a server says of itself, as plain data. */
export interface ServerAnswer {
  readonly server: Item & { readonly name?: unknown; readonly version?: unknown };
  readonly protocolVersion?: string;
  readonly capabilities: Item;
  readonly instructions?: string;
  readonly tools: readonly Item[];
  readonly prompts: readonly Item[];
  readonly resources: readonly Item[];
  readonly resourceTemplates: readonly Item[];
  /** Milliseconds from the start, or the first request, to the answer to `initialize`. */
  readonly connectedAfter: number;
  /** Milliseconds to the last list. */
  readonly listedAfter: number;
}

/** How a server is reached. */
export type ProbeTarget =
  | {
      readonly kind: "stdio";
      readonly command: string;
      readonly args: readonly string[];
      /** The whole environment. */
      readonly env: Readonly<Record<string, string>>;
      /** Absolute. */
      readonly cwd: string;
    }
  | { readonly kind: "http"; readonly url: string; readonly headers?: Readonly<Record<string, string>> };

/** Why a server did not answer. */
export class ProbeError extends Error {
  /** How far it came. */
  readonly phase: "handshake" | "lists";
  /** Its last lines on stderr, redacted, oldest first. */
  readonly stderr: readonly string[];

  constructor(phase: ProbeError["phase"], message: string, stderr: readonly string[] = []) {
    super(message);
    this.name = "ProbeError";
    this.phase = phase;
    this.stderr = stderr;
  }
}
