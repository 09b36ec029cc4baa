import type { Writable } from "node:stream";
import type { Redactor } from "./redact.ts";

/**
 * Writes a text, redacted and with a line end, and waits until it is out: a pipe is not cut short. A reader that went
 * away (`mcp-lint | head`) is no error.
 */
export async function write(stream: Writable, text: string, redactor: Pick<Redactor, "redact">): Promise<void> {
  if (text === "") return;
  const redacted = redactor.redact(text);
  const output = redacted.endsWith("\n") ? redacted : `${redacted}\n`;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: NodeJS.ErrnoException | null): void => {
      // The error event may come after the callback that tells of the same error; unheard it would end the process.
      if (!error) stream.off("error", settle);
      if (error && error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") reject(error);
      else resolve();
    };
    stream.on("error", settle);
    stream.write(output, settle);
  });
}
