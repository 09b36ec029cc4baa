import { metadataHosts } from "../src/data/metadata-hosts.ts";
import { isPrivateAddress } from "../src/model/address.ts";
import { isOfDotfiles, isPersonal } from "../src/model/personal.ts";
import { targetOf } from "../src/model/target.ts";
import { isPrivateName } from "../src/model/url.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "internal-url",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "address",
  messages: {
    metadata:
      "`{{server}}` leads to `{{host}}`, where a cloud gives its machines their credentials: no MCP server is there",
    private:
      "`{{server}}` leads to `{{host}}`, which only exists inside one network: elsewhere it is nothing, or something else",
  },
  docs: {
    summary: "A server has an address that means something inside one network only",
    why: `At \`169.254.169.254\` and its like a cloud hands out the credentials of the machine to whoever asks from there. An agent that can be
made to call that address reads them; as the address of an MCP server it is a mistake or an attack.

A private address or name (\`192.168.…\`, \`*.internal\`) in a config that is shared with a project is another machine in every other
network. That is often meant, so only the preset \`audit\` says so. Addresses of this machine are never reported.`,
    remedy: "Take the entry out. A server of one network belongs into the user's own config.",
    references: [
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html",
      "https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "http://169.254.169.254/latest" } } }` },
    good: { ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "https://docs.example.com/mcp" } } }` },
  },
  check({ entry, project, settings, report }) {
    const { word, url } = targetOf(entry) ?? {};
    const host = url?.host;
    if (!word || !host || url.placeholders.some(({ start, end }) => start < host.end && host.start < end)) return;
    const isMetadata = metadataHosts.has(host.value.toLowerCase().replace(/\.$/, ""));
    if (!isMetadata && settings.preset !== "audit") return;
    const data = { server: entry.name.value, host: host.value };
    const at = labelled(partOf(word, host.start, host.end), "inside one network");
    if (isMetadata) {
      report({ message: "metadata", data, at, help: "take the entry out" });
      return;
    }
    if (isPersonal(entry.source) || isOfDotfiles(project)) return;
    if (!isPrivateAddress(host.value) && !isPrivateName(host.value)) return;
    const help = "put it into the config of the user, or use an address that is the same everywhere";
    report({ message: "private", data, at, severity: "note", help });
  },
});
