import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
} from "node:fs";
import path from "node:path";

/** One line of the log. */
export interface LogLine {
  /** ISO time. */
  readonly time: string;
  readonly level: "info" | "warning" | "error";
  /** Name of the server in its manifest; absent where it is about the hub itself. */
  readonly server?: string;
  /** Absolute path of the manifest that the server is from. */
  readonly manifest?: string;
  readonly text: string;
}

export interface HubLog {
  write(line: Omit<LogLine, "time">): void;
  /** What was written is on the disk afterwards. */
  close(): void;
}

export interface LogLimits {
  /** Bytes after which a new file is begun; one old one is kept. */
  readonly size: number;
  /** UTF-16 units of a line's text; the rest is cut off. */
  readonly text: number;
  /** Lines of one server within a second; further ones are counted. */
  readonly rate: number;
}

const usual: LogLimits = { size: 5_000_000, text: 2_000, rate: 200 };

/** Milliseconds that lines are gathered for. */
const gathering = 100;

/** The name of the older half of a log. */
const older = (file: string): string => `${file}.1`;

/**
 * A log of one JSON object a line that never grows beyond twice its size, whatever servers print. `redact` sees each
 * text before it is written.
 */
export function openLog(
  file: string,
  redact: (text: string) => string,
  now: () => Date = () => new Date(),
  limits: LogLimits = usual,
): HubLog {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  let pending: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const second = { at: 0, counts: new Map<string, number>() };

  const put = (line: Omit<LogLine, "time">): void => {
    const redacted = redact(line.text);
    const text = redacted.length > limits.text ? `${redacted.slice(0, limits.text)}…` : redacted;
    pending.push(`${JSON.stringify({ time: now().toISOString(), ...line, text })}\n`);
    timer ??= setTimeout(flush, gathering).unref();
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    const text = pending.join("");
    pending = [];
    try {
      append(file, text, limits.size);
    } catch {
      // A full disk is no reason to stop serving.
    }
  };
  const settle = (): void => {
    for (const [server, count] of second.counts) {
      if (count > limits.rate) put({ level: "warning", server, text: `${count - limits.rate} further lines left out` });
    }
    second.counts.clear();
  };

  return {
    write(line) {
      const at = Math.floor(now().getTime() / 1000);
      if (at !== second.at) {
        settle();
        second.at = at;
      }
      if (line.server !== undefined) {
        const count = (second.counts.get(line.server) ?? 0) + 1;
        second.counts.set(line.server, count);
        if (count > limits.rate) return;
      }
      put(line);
    },
    close() {
      settle();
      flush();
    },
  };
}

function append(file: string, text: string, size: number): void {
  const handle = openSync(file, "a", 0o600);
  try {
    appendFileSync(handle, text);
    if (fstatSync(handle).size < size) return;
  } finally {
    closeSync(handle);
  }
  renameSync(file, older(file));
}

/** The last lines of a log, oldest first. What is no line of it is left out. */
export function readLog(file: string, matches: (line: LogLine) => boolean, count: number): readonly LogLine[] {
  const texts = [older(file), file].map((each) => (existsSync(each) ? readFileSync(each, "utf8") : ""));
  return parseLog(texts.join("")).filter(matches).slice(-count);
}

/** The lines of a piece of a log. */
export function parseLog(text: string): readonly LogLine[] {
  return text.split("\n").flatMap((line) => {
    try {
      const parsed = JSON.parse(line) as LogLine;
      return typeof parsed.text === "string" && typeof parsed.time === "string" ? [parsed] : [];
    } catch {
      return [];
    }
  });
}
