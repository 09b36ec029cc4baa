/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["mcp", "list", "--json"],
  connects: false,
  parse({ stdout, stderr, exitCode }) {
    if (exitCode !== 0) {
      const [title, , reason] = stderr.slice(stderr.indexOf("Error:")).split(/\n+/);
      return { servers: [], fileRefused: true, message: `${title} ${reason ?? ""}` };
    }
    const servers = JSON.parse(stdout).map(({ name, enabled, transport }) => ({
      name,
      transport: transport.type === "stdio" ? "stdio" : "http",
      enabled,
    }));
    return { servers, fileRefused: false };
  },
};
