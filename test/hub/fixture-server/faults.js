import { setTimeout as sleep } from "node:timers/promises";

let count = 0;
let listed = 0;

/** Tools that show state, and tools that misbehave as real servers do. */
export const faults = {
  whoami: {
    description: "Says what the server knows of itself and its client",
    call: (_, { clientInfo, capabilities }) =>
      JSON.stringify({ pid: process.pid, parent: process.ppid, cwd: process.cwd(), clientInfo, capabilities }),
  },
  variable: {
    description: "Says the value of a variable of the environment",
    call: ({ name }) => String(process.env[name]),
  },
  count: {
    description: "Counts its calls",
    call: () => String(++count),
  },
  echo: {
    description: "Gives back a text, after a while if asked",
    async call({ text, after = 0 }, { progress, log }) {
      if (after > 0) await sleep(after);
      progress(1, 1);
      log("info", text);
      return text;
    },
  },
  never: {
    description: "Never answers; logs when it is cancelled",
    call: (_, { signal, log }) =>
      new Promise(() => signal.addEventListener("abort", () => log("warning", "cancelled"))),
  },
  crash: {
    description: "Ends in the middle of a call",
    async call({ after = 0, code = 3, signal }) {
      process.stderr.write("about to crash\n");
      await sleep(after);
      if (signal) process.kill(process.pid, signal);
      else process.exit(code);
      return new Promise(() => {});
    },
  },
  noise: {
    description: "Writes what is no message before its answer",
    call() {
      process.stdout.write(`Listening…\n\n{"level":"info"}\n{ broken\n[1, 2]\n"text"\n`);
      return "made noise";
    },
  },
  flood: {
    description: "Writes so many megabytes to its standard error",
    async call({ megabytes }) {
      const block = Buffer.from(`${"-".repeat(99)}\n`.repeat(10_000));
      for (let written = 0; written < megabytes; written++) {
        if (!process.stderr.write(block)) await new Promise((resolve) => process.stderr.once("drain", resolve));
      }
      return "flooded";
    },
  },
  babble: {
    description: "Writes so many lines that are no messages before its answer",
    async call({ lines }) {
      const block = "this is no message at all, and there is a lot of it\n".repeat(1000);
      for (let written = 0; written < lines; written += 1000) {
        if (!process.stdout.write(block)) await new Promise((resolve) => process.stdout.once("drain", resolve));
      }
      return "babbled";
    },
  },
  large: {
    description: "Gives so many bytes",
    call: ({ bytes }) => "x".repeat(bytes),
  },
  size: {
    description: "Says how long a text is",
    call: ({ text }) => String(text.length),
  },
  block: {
    description: "Stops reading and answering for so many milliseconds",
    call({ ms }) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      return "blocked";
    },
  },
  change: {
    description: "Says that lists and a resource have changed",
    call(_, { notify, subscribed }) {
      listed++;
      for (const list of ["tools", "resources", "prompts"]) notify(`notifications/${list}/list_changed`, {});
      for (const uri of subscribed) notify("notifications/resources/updated", { uri });
      return String(listed);
    },
  },
  roots: {
    description: "Asks for the client's roots",
    call: async (_, { ask }) => JSON.stringify(await ask("roots/list", {})),
  },
};
