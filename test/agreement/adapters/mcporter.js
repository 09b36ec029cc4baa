/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["list", "--json"],
  connects: true,
  parse({ stdout, stderr, exitCode }) {
    const [, message] = /^\[mcporter\] ([^[].*|\[[^]*?\n\])/m.exec(stderr) ?? [];
    const fileRefused = exitCode !== 0 || /^\[mcporter\] Ignoring config/m.test(stderr);
    if (fileRefused) return { servers: [], fileRefused, message: message.startsWith("[") ? explain(message) : message };
    const servers = JSON.parse(stdout).servers.map(({ name, transport }) => ({
      name,
      transport: transport.split(" ")[0].toLowerCase(),
      reached: false,
    }));
    return { servers, fileRefused };
  },
};

/** First of the issues that the schema found. */
function explain(issues) {
  const [{ path, message }] = JSON.parse(issues);
  return `${path.join(".")}: ${message}`;
}
