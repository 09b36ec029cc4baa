import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/report/redact.ts";
import { write } from "../../src/report/write.ts";

const redactor = createRedactor([]);

function failing(code: string): Writable {
  return new Writable({
    write(_chunk, _encoding, callback) {
      callback(Object.assign(new Error(code), { code }));
    },
  });
}

describe("write", () => {
  it("redacts and ends the line", async () => {
    const stream = new PassThrough();
    await write(stream, "postgres://ada:hunter42xyz@db", redactor);
    expect(String(stream.read())).toBe("postgres://ada:[redacted]@db\n");
    await write(stream, "once\n", redactor);
    expect(String(stream.read())).toBe("once\n");
  });

  it("writes nothing for nothing", async () => {
    const stream = new PassThrough();
    await write(stream, "", redactor);
    expect(stream.read()).toBeNull();
  });

  it("waits for a slow reader", async () => {
    const chunks: string[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, callback) {
        setTimeout(() => {
          chunks.push(String(chunk));
          callback();
        }, 20);
      },
    });
    const text = "x y\n".repeat(500_000);
    await write(slow, text, redactor);
    expect(chunks.join("")).toBe(text);
  });

  it("takes a reader that went away for no error, and no other failure", async () => {
    const gone = failing("EPIPE");
    await expect(write(gone, "text", redactor)).resolves.toBeUndefined();
    await expect(write(gone, "more", redactor)).resolves.toBeUndefined();
    await expect(write(failing("ENOSPC"), "text", redactor)).rejects.toThrow("ENOSPC");
    // Would be thrown in a later turn, were nobody listening.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
