import { sseEndpointAt } from "../src/data/endpoints.ts";
import { toAddress } from "../src/remedy/new-address.ts";
import { numbered } from "../src/model/consequence.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { isBridgedOverHttp, sseDeclarationOf, withHttpType } from "../src/model/sse.ts";
import { targetOf, type Target } from "../src/model/target.ts";
import { isLoopback } from "../src/model/url.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "sse-deprecated",
  category: "transport",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "address",
  messages: {
    deprecated: "`{{server}}` speaks HTTP+SSE, which MCP replaced in March 2025: clients and servers are dropping it",
    unspoken:
      "{{clients}} {{speak}} streamable HTTP alone, and the address of `{{server}}` ends in `/sse`, where servers speak HTTP+SSE",
    contradiction:
      "`{{server}}` is declared as {{declared}}, but its address ends in `{{path}}`, where servers speak {{other}}",
  },
  folded: {
    deprecated:
      "{{count}} servers speak HTTP+SSE, which MCP replaced in March 2025: clients and servers are dropping it",
  },
  docs: {
    summary: "A server is reached over the old HTTP+SSE transport",
    why: `Streamable HTTP took the place of HTTP+SSE in the protocol revision of 2025-03-26. Vendors are switching the old
endpoints off one after the other, and some clients (Codex, Zed) never had the transport. An SSE connection that drops loses
the answers that were on their way.

The transport hides in three places: the \`type\` of the entry, a URL that ends in \`/sse\`, and the arguments of a bridge such
as \`mcp-remote\`.

For an endpoint on this machine this is only a note: some local programs offer nothing else.`,
    remedy: `Use the streamable HTTP endpoint of the vendor, in most cases \`/mcp\`, and the type your client has for it. Look
the address up; a server may not offer it under the name you would guess.`,
    references: [
      "https://modelcontextprotocol.io/specification/2025-03-26/changelog",
      "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#backwards-compatibility",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "webflow": { "type": "sse", "url": "https://mcp.webflow.com/sse" } } }` },
    good: { ".mcp.json": `{ "mcpServers": { "linear": { "type": "http", "url": "https://mcp.linear.app/mcp" } } }` },
  },
  check({ entry, project, settings, report }) {
    const target = targetOf(entry);
    if (!target) return;
    const known = sseEndpointAt(target.url, settings.data?.endpoints);
    const declared = sseDeclarationOf(entry);
    const isOfSse = endsIn(target, "sse");
    if (!known && !declared && !isOfSse) return;
    const readings = relevantReadings(entry, project).filter(({ disabled }) => !disabled);
    if (readings.length === 0 && entry.readings.length > 0) return;
    const { word, url } = target;
    // What is gone, and what became HTTP, is for `dead-endpoint-known`.
    if (known && known.state !== "deprecated") return;

    const server = entry.name.value;
    const address = labelled(partOf(word, url.host?.start ?? 0, url.path.end), "HTTP+SSE");
    const severity = isLoopback(url.host?.value ?? "") ? ({ severity: "note" } as const) : {};
    const lookUp = "look in its documentation for a streamable HTTP endpoint";
    // What a bridge is told counts for more than the address.
    const isSse = isOfSse && !isBridgedOverHttp(entry);
    const deaf = readings.filter(({ dialect, transport }) => dialect.noSse && transport === "http");
    const remedy = known
      ? { help: `use \`${known.http}\`${withHttpType(entry, readings)}`, notes: [`see ${known.source}`] }
      : { help: lookUp };
    // A bridge that is told to speak SSE would go on doing so.
    const fix = known && (entry.url || !declared) ? toAddress(entry, project, target, known.http) : undefined;
    if (isSse && deaf.length > 0) {
      const data = { server, clients: namesOf(deaf), speak: numbered(["speaks", "speak"], deaf) };
      report({ message: "unspoken", data, at: address, ...remedy, ...(fix && { fix }) });
    } else if (known) {
      report({ message: "deprecated", data: { server }, at: address, ...remedy, ...(fix && { fix }) });
    } else if (isOfSse && /http/i.test(entry.type?.value ?? "")) {
      const data = { server, declared: "HTTP", path: "/sse", other: "HTTP+SSE" };
      report({ message: "contradiction", data, at: address, ...severity, help: lookUp });
    } else if (declared && endsIn(target, "mcp")) {
      const data = { server, declared: "SSE", path: "/mcp", other: "streamable HTTP" };
      const help = `if the server speaks streamable HTTP, say so${withHttpType(entry, readings)}`;
      report({ message: "contradiction", data, at: labelled(declared, "SSE"), ...severity, help });
    } else if (declared || isSse) {
      const at = isOfSse ? address : labelled(declared!, "HTTP+SSE");
      report({ message: "deprecated", data: { server }, at, ...severity, help: lookUp });
    }
  },
});

function endsIn({ url }: Target, segment: string): boolean {
  return url.path.value.replace(/\/$/, "").endsWith(`/${segment}`);
}
