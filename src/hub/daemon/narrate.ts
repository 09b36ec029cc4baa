import type { HubEvent } from "../event.ts";
import type { LogLine } from "./log.ts";

/** What the log says of an event; undefined for what happens all the time. */
export function narrate(event: HubEvent): Omit<LogLine, "time"> | undefined {
  switch (event.event) {
    case "listening":
      return about(event.server, "info", `listens on 127.0.0.1:${event.port}`);
    case "port-taken":
      return about(event.server, "error", `port ${event.port} belongs to ${event.holder ?? "another process"}`);
    case "child-starting":
      return about(event.server, "info", `starts ${event.shown}`);
    case "child-ready":
      return about(event.server, "info", `process ${event.pid} is ready after ${Math.round(event.ms)} ms`);
    case "child-ended": {
      const { server, pid, asked, exit } = event;
      const which = pid === undefined ? "its process" : `process ${pid}`;
      if (asked) return about(server, "info", `${which} was ended`);
      const how = exit.signal === null ? `with code ${exit.code ?? "unknown"}` : `by ${exit.signal}`;
      return about(server, "error", pid === undefined && exit.reason ? exit.reason : `${which} ended by itself ${how}`);
    }
    case "child-stderr":
      return about(event.server, "info", event.line);
    case "child-noise":
      return about(event.server, "warning", `on stdout, no message: ${event.line}`);
    case "question-refused":
      return about(
        event.server,
        "warning",
        `${event.method} was refused: several sessions had calls in flight; it needs "sharing": "session" or "serial"`,
      );
    case "turned-away":
      return about(
        undefined,
        "warning",
        `port ${event.port}: turned a request away with ${event.status}: ${event.why}`,
      );
    case "log":
      return about(event.server, event.level, event.message);
    case "session-opened":
    case "session-closed":
    case "call":
      return undefined;
  }
}

function about(server: string | undefined, level: LogLine["level"], text: string): Omit<LogLine, "time"> {
  return { level, ...(server !== undefined && { server }), text };
}
