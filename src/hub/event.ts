import type { ExitStatus } from "./status.ts";

/** Something that happened in the hub: for logs and metrics. Plain data without secrets, arguments or results of calls. */
export type HubEvent =
  | { readonly event: "listening"; readonly port: number; readonly server?: string }
  /** The port belongs to another process; the server is reached by `/mcp/<server>` on any other port. */
  | { readonly event: "port-taken"; readonly port: number; readonly server?: string; readonly holder?: string }
  | { readonly event: "child-starting"; readonly server: string; readonly shown: string }
  | { readonly event: "child-ready"; readonly server: string; readonly pid: number; readonly ms: number }
  /** `asked`: the hub ended it. */
  | {
      readonly event: "child-ended";
      readonly server: string;
      readonly pid?: number;
      readonly asked: boolean;
      readonly exit: ExitStatus;
    }
  | { readonly event: "child-stderr"; readonly server: string; readonly pid: number; readonly line: string }
  | { readonly event: "child-noise"; readonly server: string; readonly pid: number; readonly line: string }
  | { readonly event: "session-opened"; readonly server: string; readonly client: string; readonly adopted: boolean }
  | { readonly event: "session-closed"; readonly server: string; readonly why: "deleted" | "idle" | "evicted" }
  /** One request of a client. `ms`: from its arrival to the answer; `waited`: of that, in the queue. */
  | {
      readonly event: "call";
      readonly server: string;
      readonly method: string;
      /** Of `tools/call`. */
      readonly tool?: string;
      readonly ms: number;
      readonly waited: number;
      readonly outcome: "answered" | "error" | "cached" | "cancelled" | "timeout" | "crashed" | "refused";
    }
  /** The server asked something while several sessions had calls in flight: it should not be shared. */
  | { readonly event: "question-refused"; readonly server: string; readonly method: string }
  /** A request that the security checks turned away before its body was read. */
  | { readonly event: "turned-away"; readonly port: number; readonly status: number; readonly why: string }
  | {
      readonly event: "log";
      readonly server?: string;
      readonly level: "info" | "warning" | "error";
      readonly message: string;
    };
