/** How to ask one client what it makes of its configs. */
export interface Adapter {
  /** Of the client's own command that lists servers. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Does the command try to reach the servers? Then what it reached overrules what it says. */
  readonly connects: boolean;
  /** Puts trust and other state into the sandbox that a person would have given by hand. */
  prepare?(sandbox: Sandbox): void;
  parse(said: Said, sandbox: Sandbox): Parsed;
}

/** Absolute paths. */
export interface Sandbox {
  readonly home: string;
  readonly project: string;
}

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  /** -1 where the client was killed. */
  readonly exitCode: number;
}

export interface Parsed {
  readonly servers: readonly Server[];
  /** Is every server of the file lost, with a complaint? */
  readonly fileRefused: boolean;
  /** First line of the complaint. */
  readonly message?: string;
}

/** A server that the client would use. */
export interface Server {
  readonly name: string;
  /** Absent where the client does not tell, or cannot connect for want of a URL. */
  readonly transport?: "stdio" | "http" | "sse";
  readonly enabled?: boolean;
  /** Did the client get through to it? Absent where it did not try. */
  readonly reached?: boolean;
}
