const STATUS_LINE = /^●\s+\S (.+) (?:connected|disabled|failed|needs authentication|needs client registration)/;

/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["mcp", "list"],
  connects: true,
  parse({ stdout, stderr }) {
    const lines = `${stdout}\n${stderr}`.split("\n");
    const servers = [];
    for (const line of lines) {
      const name = STATUS_LINE.exec(line)?.[1];
      if (name)
        servers.push(
          line.includes(`${name} disabled`) ? { name, enabled: false } : { name, enabled: true, reached: false },
        );
      else if (/^│ +https?:/.test(line)) servers.at(-1).transport ??= "http";
    }
    const refusal = lines.find((line) => line.startsWith("Error:"));
    if (!refusal) return { servers, fileRefused: false };
    const reason = lines.find((line) => line.startsWith("↳ "))?.slice(2);
    return { servers, fileRefused: true, message: reason ?? refusal };
  },
};
