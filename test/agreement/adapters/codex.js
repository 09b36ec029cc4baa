/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["mcp", "list", "--json"],
  connects: false,
  parse({ stdout, stderr, exitCode }) {
    if (exitCode !== 0) {
      const cause = stderr.slice(stderr.indexOf("Caused by:")).split("\n")[1] ?? "";
      return { servers: [], fileRefused: true, message: cause.replace(/^\s*\d+: /, "") };
    }
    const servers = JSON.parse(stdout).map(({ name, enabled, transport }) => ({
      name,
      transport: transport.type === "stdio" ? "stdio" : "http",
      enabled,
    }));
    return { servers, fileRefused: false };
  },
};
