import { sseEndpointAt } from "../src/data/endpoints.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { sseDeclarationOf, withHttpType } from "../src/model/sse.ts";
import { targetOf } from "../src/model/target.ts";
import { partOf } from "../src/model/words.ts";
import { toAddress } from "../src/remedy/new-address.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "dead-endpoint-known",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "address",
  messages: {
    removed: "`{{host}}` has switched this endpoint off: `{{server}}` cannot connect",
    renamed: "`{{host}}` no longer speaks HTTP+SSE here, and `{{server}}` is told to: it cannot connect",
  },
  docs: {
    summary: "An address at which the vendor serves nothing any more",
    why: `Vendors have switched off the endpoints with which they began, most of them at \`/sse\`. A config that still names one has a
server that fails at every start, often without a word in the client.

Only endpoints are reported of which the vendor says so itself. No connection is opened to find out.`,
    remedy: "Use the address that the finding names. A server that asks for a sign-in asks again.",
    references: ["https://linear.app/docs/mcp", "https://developers.asana.com/docs/integrating-with-asanas-mcp-server"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "linear": { "type": "sse", "url": "https://mcp.linear.app/sse" } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "linear": { "type": "http", "url": "https://mcp.linear.app/mcp" } } }`,
    },
  },
  check({ entry, project, settings, report }) {
    const target = targetOf(entry);
    const known = target && sseEndpointAt(target.url, settings.data?.endpoints);
    if (!known || known.state === "deprecated") return;
    const readings = relevantReadings(entry, project).filter(({ disabled }) => !disabled);
    if (readings.length === 0 && entry.readings.length > 0) return;
    const declared = sseDeclarationOf(entry);
    if (known.state === "renamed" && !declared) return;
    // A bridge that is told to speak SSE would go on doing so.
    const fix = entry.url || !declared ? toAddress(entry, project, target, known.http) : undefined;
    const { word, url } = target;
    report({
      message: known.state,
      data: { server: entry.name.value, host: url.host!.value },
      at: labelled(partOf(word, url.host!.start, url.path.end), "switched off"),
      help: `use \`${known.http}\`${withHttpType(entry, readings)}`,
      notes: [`see ${known.source}`],
      ...(fix && { fix }),
    });
  },
});
