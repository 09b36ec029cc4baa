const STATUS_LINE = /^ {2}(.+?) {2}(\S+) {2}(\w+)/;
const TRANSPORTS = new Set(["stdio", "http", "sse"]);

/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["mcp", "list"],
  connects: true,
  parse({ stdout, stderr, exitCode }) {
    if (exitCode !== 0) return { servers: [], fileRefused: true, message: /^Error: (.+)/m.exec(stderr)?.[1] };
    const servers = stdout.split("\n").flatMap((line) => {
      const [, name, transport, status] = STATUS_LINE.exec(line) ?? [];
      if (!name) return [];
      const server = { name, ...(TRANSPORTS.has(transport) && { transport }) };
      return [status === "disabled" ? { ...server, enabled: false } : { ...server, enabled: true, reached: false }];
    });
    return { servers, fileRefused: false };
  },
};
