import { hostedClients } from "../src/data/hosted-clients.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { targetOf } from "../src/model/target.ts";
import { isLoopback } from "../src/model/url.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "hosted-runtime",
  category: "address",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "address",
  messages: {
    unreachable: "{{client}} runs {{where}}: there, `{{host}}` is not this machine, and `{{server}}` is not found",
  },
  docs: {
    summary: "A server of this machine is in the config of a client that runs elsewhere",
    why: `Some configs are read in the cloud: the agent of GitHub works in a container, Firebase Studio on a virtual machine. \`127.0.0.1\` is that
container or machine itself, so that neither a hub nor a desktop program on this computer can be reached, whatever its port.

A server over stdio works there, as long as the container has what it starts. Of a file that such a client shares with one on this machine, nothing is said.`,
    remedy: "Keep such an entry over stdio, or give it the address of a server on the internet.",
    references: [
      "https://docs.github.com/en/copilot/how-tos/use-copilot-agents/coding-agent/extend-coding-agent-with-mcp",
    ],
    bad: { ".idx/mcp.json": `{ "mcpServers": { "memory": { "url": "http://127.0.0.1:18901/mcp" } } }` },
    good: {
      ".idx/mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] } } }`,
    },
  },
  check({ entry, project, report }) {
    const { word, url } = targetOf(entry) ?? {};
    const host = url?.host;
    if (!word || !host || !isLoopback(host.value)) return;
    const hosted = relevantReadings(entry, project).find(({ client, disabled }) => {
      return !disabled && Object.hasOwn(hostedClients, client.id);
    });
    if (!hosted) return;
    const { id, name: client } = hosted.client;
    report({
      message: "unreachable",
      data: { client, where: hostedClients[id]!, host: host.value, server: entry.name.value },
      at: labelled(partOf(word, host.start, host.end), "another machine there"),
      help: "keep it over stdio there, or use the address of a server on the internet",
    });
  },
});
