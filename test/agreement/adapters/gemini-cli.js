const STATUS_LINE =
  /^[^\w\s] (.+?): (?:.*? \(([\w-]+)\))? - (Connected|Disconnected|Connecting|Disabled|Pending approval)/;
const UNTRIED = new Set(["Disabled", "Pending approval"]);
const TRANSPORTS = new Set(["stdio", "http", "sse"]);

/** @type {import("./adapter.d.ts").Adapter} */
export const adapter = {
  args: ["mcp", "list"],
  env: { GEMINI_CLI_TRUST_WORKSPACE: "true" },
  connects: true,
  parse({ stdout, stderr }) {
    const lines = `${stdout}\n${stderr}`.split("\n");
    const servers = lines.flatMap((line) => {
      const [, name, transport, status] = STATUS_LINE.exec(line) ?? [];
      if (!name) return [];
      const server = { name, ...(TRANSPORTS.has(transport) && { transport }), enabled: status !== "Disabled" };
      return [UNTRIED.has(status) ? server : { ...server, reached: false }];
    });
    const fileRefused = !/^(?:Configured MCP servers:|No MCP servers configured)/m.test(lines.join("\n"));
    const error = lines.findIndex((line) => /^(?:Error|An unexpected critical error)/.test(line));
    if (error === -1) return { servers, fileRefused };
    const [title, reason] = lines.slice(error);
    return { servers, fileRefused, message: title.startsWith("Error in:") ? `${title}: ${reason}` : title };
  },
};
