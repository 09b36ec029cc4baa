import { codes } from "../message.ts";
import type { Backend } from "../relay/backend.ts";
import type { Call } from "../relay/call.ts";
import type { Processes } from "./sharing.ts";

export interface PoolSettings {
  /** Processes at most. */
  readonly size: number;
  /** Calls that one process works on at a time. */
  readonly concurrency: number;
  readonly queue: QueueSettings;
}

/** Bounds of what waits for its turn. */
export interface QueueSettings {
  /** Calls. */
  readonly length: number;
  /** Milliseconds; 0: no bound. */
  readonly wait: number;
}

/**
 * Processes that belong to nobody: a call takes a place at one and leaves it with its answer. One process with endless
 * places is `shared`, with a single place `serial`, several with a single place `pool`.
 */
export function poolOf(name: string, { size, concurrency, queue }: PoolSettings, make: () => Backend): Processes {
  const backends: Backend[] = [];
  const taken = new Map<Backend, number>();
  const waiting = new Set<Call>();

  const add = (): Backend => {
    const backend = make();
    backends.push(backend);
    taken.set(backend, 0);
    return backend;
  };
  // A running process before one that has to be started, and that before a new one.
  const free = (): Backend | undefined => {
    const open = backends.filter((backend) => taken.get(backend)! < concurrency);
    const running = open.find(({ state }) => state === "ready") ?? open.find(({ state }) => state !== "failed");
    return running ?? (backends.length < size ? add() : open[0]);
  };
  const run = (backend: Backend, call: Call): void => {
    if (concurrency === Infinity) return backend.run(call);
    taken.set(backend, taken.get(backend)! + 1);
    call.release = () => {
      taken.set(backend, taken.get(backend)! - 1);
      // Not from within the end of the former call: a process that fails at once would recurse through the whole queue.
      if (waiting.size > 0) queueMicrotask(advance);
    };
    backend.run(call);
  };
  const advance = (): void => {
    for (const call of waiting) {
      const backend = free();
      if (!backend) return;
      waiting.delete(call);
      run(backend, call);
    }
  };
  const refuse = (call: Call, message: string): void => {
    waiting.delete(call);
    call.withdraw = undefined;
    call.fail("refused", { code: codes.internalError, message, data: { reason: "queue", waiting: waiting.size } });
  };

  return {
    backends,
    get queued() {
      return waiting.size;
    },
    submit(call) {
      const backend = waiting.size === 0 ? free() : undefined;
      if (backend) return run(backend, call);
      if (waiting.size >= queue.length) {
        return refuse(
          call,
          `The server ${name} takes ${places(size * concurrency)} at a time, and ${waiting.size} wait already`,
        );
      }
      waiting.add(call);
      call.withdraw = () => void waiting.delete(call);
    },
    backendOf: () => backends[0] ?? add(),
    initialized: () => (backends.find(({ state }) => state === "ready") ?? backends[0] ?? add()).initialized(),
    forget() {},
    tick(now, keep) {
      for (const backend of backends) backend.tick(now, keep(backend));
      if (queue.wait === 0) return;
      for (const call of waiting) {
        if (now - call.arrivedAt <= queue.wait) return;
        const seconds = Math.round(queue.wait / 1000);
        refuse(
          call,
          `The server ${name} takes ${places(size * concurrency)} at a time; this one waited ${seconds} s for its turn`,
        );
      }
    },
    async stop(why, within) {
      for (const call of waiting) refuse(call, why);
      await Promise.all(backends.map((backend) => backend.stop(why, within)));
    },
  };
}

function places(count: number): string {
  return count === 1 ? "one request" : `${count} requests`;
}
