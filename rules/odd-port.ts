import { localAddresses } from "../src/model/hub-addresses.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "odd-port",
  category: "address",
  severity: "note",
  confidence: "medium",
  presets: { audit: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    low: "`{{server}}` is on port `{{port}}` of this machine: below 1024 only programs of the administrator may listen",
    none: "`{{server}}` is on port `{{port}}`, which no program can listen on",
  },
  docs: {
    summary: "A local server is on a port that is not for ordinary programs",
    why: `On Linux and macOS a program needs the rights of root to listen below port 1024. An MCP server that has them can do anything to the
machine on behalf of an agent, and a config that needs it cannot be used by those who have not. Port 0 and numbers above 65535 are none
at all.`,
    remedy: "Let the server listen on a port from 1024 up, as the user.",
    references: ["https://www.w3.org/Daemon/User/Installation/PrivilegedPorts.html"],
    bad: { ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "http://127.0.0.1:81/mcp" } } }` },
    good: { ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "http://127.0.0.1:8081/mcp" } } }` },
  },
  check({ project, report }) {
    for (const { entry, port, target } of localAddresses(project)) {
      const written = target.url.port;
      if (!written || (1024 <= port && port <= 65535)) continue;
      report({
        message: port === 0 || port > 65535 ? "none" : "low",
        data: { server: entry.name.value, port },
        at: labelled(partOf(target.word, written.start, written.end), "no ordinary port"),
        entry,
        help: "use a port from 1024 to 65535",
      });
    }
  },
});
