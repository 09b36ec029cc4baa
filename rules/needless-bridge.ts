import { sseEndpointAt } from "../src/data/endpoints.ts";
import { isBroken } from "../src/model/broken.ts";
import type { Reading } from "../src/model/entry.ts";
import type { Launch } from "../src/model/launch.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { spelled, typeSpelled } from "../src/model/spelling.ts";
import { isLoopback, parseUrl, type ParsedUrl } from "../src/model/url.ts";
import { bridgedBy, speaksSse } from "../src/remedy/bridged.ts";
import { unbridged } from "../src/remedy/unbridged.ts";
import { isSecretName } from "../src/secrets/names.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "needless-bridge",
  category: "transport",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    bridge: "`{{server}}` starts a process in every session of {{clients}}, only to carry messages to {{target}}",
  },
  folded: {
    bridge: "{{count}} servers start a process in every session only to carry messages to a URL",
  },
  docs: {
    summary: "A local process that only carries messages to a URL its client can call itself",
    why: `\`mcp-remote\`, \`supergateway\` and \`mcp-proxy\` were written for clients that could only start commands. In one that speaks HTTP
they are three processes and some 190 MB in every session (measured: \`npx\`, a shell and the bridge), a package that runs with the
user's tokens, and one more thing that can hang.

In Claude Desktop's file, which takes no URLs, a bridge is right and nothing is reported. The same holds for Roo Code, which cannot
sign in by OAuth, unless the bridge is given a token or the server is on this machine.`,
    remedy: `Put the URL into the entry, and what stood behind \`--header\` under the key for headers. A server that asks for a
sign-in asks again, because the bridge kept the old one for itself.`,
    references: [
      "https://github.com/geelen/mcp-remote",
      "https://github.com/supercorp-ai/supergateway",
      "https://github.com/sparfenyuk/mcp-proxy",
      "https://github.com/openclaw/openclaw/issues/69465",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "linear": { "command": "npx", "args": ["-y", "mcp-remote@0.1.38", "https://mcp.linear.app/mcp"] } } }`,
    },
    good: { ".mcp.json": `{ "mcpServers": { "linear": { "type": "http", "url": "https://mcp.linear.app/mcp" } } }` },
  },
  check({ entry, project, settings, report }) {
    // In a file that does not parse nothing starts.
    if (isBroken(entry.document)) return;
    const { command, launch } = entry;
    const url = launch?.bridge?.direction === "to-url" ? launch.bridge.url : undefined;
    if (!command || !launch || !url) return;
    const target = parseUrl(url.value);
    // Where SSE has a successor at another address, the client is given that one.
    const successor = speaksSse(launch) ? sseEndpointAt(target, settings.data?.endpoints)?.http : undefined;
    const transport = speaksSse(launch) && successor === undefined ? "sse" : "http";
    const able = relevantReadings(entry, project).filter(
      (reading) =>
        startsNeedlessly(reading, transport) && (reading.dialect.oauth !== false || needsNoSignIn(launch, target)),
    );
    if (!able[0]) return;
    const fix = unbridged(entry, project, able, successor);
    const host = target.host?.value;
    report({
      message: "bridge",
      data: {
        server: entry.name.value,
        clients: namesOf(able),
        target: host === undefined ? "a URL" : `\`${host}\``,
      },
      at: labelled(command, "only a bridge"),
      help: remedyFor(able[0], transport, successor),
      ...(fix && { fix }),
    });
  },
});

/** Does the client start a process although it could call the URL itself? */
function startsNeedlessly({ transport, outcome, disabled, dialect }: Reading, meant: "http" | "sse"): boolean {
  const isStarted = transport === "stdio" && (outcome === "loaded" || outcome === "unknown") && !disabled;
  return isStarted && dialect[meant] !== undefined;
}

/** Is the server on this machine, or has the bridge its token from the entry? It then signs in nowhere by itself. */
function needsNoSignIn(launch: Launch, { host }: ParsedUrl): boolean {
  const headers = bridgedBy(launch)?.headers ?? [];
  return isLoopback(host?.value ?? "") || headers.some(({ name }) => isSecretName(name));
}

function remedyFor({ client, dialect }: Reading, transport: "http" | "sse", successor: string | undefined): string {
  const type = typeSpelled(dialect, transport);
  const key = spelled(dialect[transport]!.urls[0]);
  const url = successor === undefined ? "the URL itself" : `\`${successor}\``;
  return `drop the command and give ${client.name} ${url}, under \`${key}\`${type ? ` with \`${type}\`` : ""}`;
}
