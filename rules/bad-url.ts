import { isBroken } from "../src/model/broken.ts";
import { maskPlaceholders, placeholdersOf } from "../src/model/placeholders.ts";
import { isSwitchedOff } from "../src/model/started.ts";
import { oncePerText } from "../src/once-per.ts";
import { targetOf } from "../src/model/target.ts";
import { isLoopback } from "../src/model/url.ts";
import { replacedIn } from "../src/remedy/word-ops.ts";
import { isStandInBeyondDoubt } from "../src/secrets/stand-in.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "bad-url",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "address",
  messages: {
    scheme: "The URL of `{{server}}` does not begin with `http://` or `https://`: no client can call it",
    foreign: "The URL of `{{server}}` begins with `{{scheme}}:`, which no client can call",
    broken: "The URL of `{{server}}` cannot be read as one: no client can call it",
  },
  docs: {
    summary: "An address that is no URL",
    why: `\`localhost:3000/mcp\` reads like an address and is none: what stands before the first colon is the scheme. Clients say "Invalid
URL" in a log, or drop the entry; for MCPorter it costs the whole file.

Placeholders are taken for what they will be replaced by.`,
    remedy: "Write the whole address, with `http://` for this machine and `https://` for all others.",
    references: [
      "https://url.spec.whatwg.org/",
      "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports",
    ],
    bad: { ".cursor/mcp.json": `{ "mcpServers": { "docs": { "url": "localhost:3000/mcp" } } }` },
    good: { ".cursor/mcp.json": `{ "mcpServers": { "docs": { "url": "http://localhost:3000/mcp" } } }` },
  },
  check({ entry, project, report }) {
    const { word } = targetOf(entry) ?? {};
    if (!word || isBroken(entry.document) || isSwitchedOff(entry, project) || isStandInBeyondDoubt(word.value)) return;
    const server = entry.name.value;
    const at = labelled(word, "no URL");
    // What a placeholder stands for fits where it stands.
    const text = filledIn(word.value);
    if (text === undefined) return;
    const [, host] = /^(?:\/\/)?([\w.-]+|\[[\d:a-f]+\])(?::\d{1,5})?(?:[/?#]|$)/i.exec(text) ?? [];
    if (host !== undefined && (/[.:]/.test(text) || isLoopback(host))) {
      const scheme = isLoopback(host) ? "http" : "https";
      const op = text.startsWith("//") ? undefined : replacedIn(word, `${scheme}://`, { start: 0, end: 0 });
      const title = `begin it with \`${scheme}://\``;
      const fix = op && ({ title, safety: "unsafe", ops: [op] } as const);
      report({ message: "scheme", data: { server }, at, help: `begin it with \`${scheme}://\``, ...(fix && { fix }) });
      return;
    }
    const scheme = schemeOf(text);
    if (scheme === undefined) {
      report({ message: "broken", data: { server }, at, help: "write the whole address: `https://host/path`" });
    } else if (!/^(?:https?|wss?|unix|https?\+unix)$/.test(scheme)) {
      const help = "write the address the server has over HTTP";
      report({ message: "foreign", data: { server, scheme }, at, help });
    }
  },
});

/** Undefined for what is no URL. */
const schemeOf = oncePerText((text): string | undefined =>
  URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : undefined,
);

/** With something ordinary in the place of each placeholder; undefined where one may hold the scheme. */
function filledIn(url: string): string | undefined {
  const [first] = placeholdersOf(url);
  if (first?.start === 0) return undefined;
  return maskPlaceholders(url)
    .replace(/:\uE000+/g, ":80")
    .replace(/\uE000+/g, "x");
}
