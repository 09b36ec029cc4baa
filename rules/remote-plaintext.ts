import { replacedIn } from "../src/remedy/word-ops.ts";
import { isPrivateAddress } from "../src/model/address.ts";
import { targetOf } from "../src/model/target.ts";
import { isLoopback, isPrivateName, isUnspecified } from "../src/model/url.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "remote-plaintext",
  category: "security",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "address",
  messages: {
    remote:
      "`{{server}}` talks to `{{host}}` unencrypted: anyone on the way reads every message and can rewrite the answers",
    credentials: "`{{server}}` sends its headers to `{{host}}` unencrypted: anyone on that network can read them",
  },
  docs: {
    summary: "A remote server is reached over plain HTTP",
    why: `Over \`http://\` or \`ws://\` every access point and proxy between here and the server reads the tokens in the
headers and the files in the messages, and can rewrite tool descriptions and results: an agent obeys those.

Addresses of this machine are fine, and so are names that only mean something inside one network: a container
(\`http://search:8080\`), \`*.internal\`, \`*.local\`. An address of a private network (\`192.168.…\`) is only spoken of when
headers go along, and then in a note.`,
    remedy:
      "Use `https://`. Where the server has no certificate, reach it through a tunnel (`ssh -L`, WireGuard) on `127.0.0.1`.",
    references: ["https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization#communication-security"],
    bad: { ".cursor/mcp.json": `{ "mcpServers": { "search": { "url": "http://search.example.com/mcp" } } }` },
    good: { ".cursor/mcp.json": `{ "mcpServers": { "search": { "url": "https://search.example.com/mcp" } } }` },
  },
  check({ entry, report }) {
    const { word, url } = targetOf(entry) ?? {};
    if (!word || !url?.host || !/^(?:http|ws)$/i.test(url.scheme?.value ?? "")) return;
    const { host, scheme, placeholders } = url;
    if (placeholders.some(({ start, end }) => start < host.end && host.start < end)) return;
    if (isLoopback(host.value) || isUnspecified(host.value) || isPrivateName(host.value)) return;
    // A Tailscale name: the network itself encrypts.
    if (/\.ts\.net\.?$/i.test(host.value)) return;
    const data = { server: entry.name.value, host: host.value };
    const at = labelled(partOf(word, scheme!.start, host.end), "not encrypted");
    if (!isPrivateAddress(host.value)) {
      const secure = scheme!.value.toLowerCase() === "ws" ? "wss" : "https";
      const help = `use \`${secure}://\`, or a tunnel that ends at \`127.0.0.1\``;
      // On a port of its own the server speaks what it speaks.
      const op = url.port ? undefined : replacedIn(word, secure, scheme!);
      const fix = op && ({ title: `use \`${secure}://\``, safety: "unsafe", ops: [op] } as const);
      report({ message: "remote", data, at, help, ...(fix && { fix }) });
    } else if (entry.headers.length > 0) {
      const help = "put the server behind `https://`, or reach it through a tunnel";
      report({ message: "credentials", data, at, severity: "note", help });
    }
  },
});
