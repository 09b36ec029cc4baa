import { hubMapOf, localAddresses } from "../src/model/hub-addresses.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled, type Place } from "../src/rule.ts";

export default defineRule({
  id: "rebinding-exposure",
  category: "security",
  severity: "note",
  confidence: "low",
  presets: { audit: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    open: "{{count}} on this machine without a token: a web page can reach what does not check `Host` and `Origin`",
  },
  docs: {
    summary: "Servers on this machine are called over HTTP without a token",
    why: `This is the honest price of HTTP on loopback. A page in the browser may let its own name lead to \`127.0.0.1\` and then talk to a local
server as if it were its own (DNS rebinding), unless the server looks at \`Host\` and \`Origin\`. The SDKs did not do so by themselves before
these versions: TypeScript 1.24.0, Python 1.23.0, Go 1.4.0, Rust 1.4.0. Every other account of the machine can connect as well.

\`mcp-lint hub\` checks both headers, so servers that a manifest explains are not counted. One finding for the whole run, in the preset
\`audit\` alone: from a config nobody can tell what a server checks.`,
    remedy: "Update servers to one of these SDKs, ask for a token where the server can, or serve them behind the hub.",
    references: [
      "https://nvd.nist.gov/vuln/detail/CVE-2025-66414",
      "https://nvd.nist.gov/vuln/detail/CVE-2025-66416",
      "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "http://127.0.0.1:8081/mcp" } } }` },
    good: {
      ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "http://127.0.0.1:8081/mcp", "headers": { "Authorization": "Bearer \${DOCS_TOKEN}" } } } }`,
    },
  },
  check({ project, report }) {
    const map = hubMapOf(project);
    const open = localAddresses(project).filter(({ entry, port }) => {
      const isClosed = [...entry.headers.map(({ name }) => name), ...entry.rest.map(({ key }) => key)].some(
        isCredential,
      );
      return entry.url !== undefined && !isClosed && (map?.at(port).length ?? 0) === 0;
    });
    const [first, ...others] = open.map(({ target: { word, url } }): Place => {
      return labelled(partOf(word, url.host!.start, (url.port ?? url.host!).end), "no token");
    });
    if (!first) return;
    report({
      message: "open",
      data: {
        count: open.length === 1 ? `\`${open[0]!.entry.name.value}\` is called` : `${open.length} servers are called`,
      },
      at: [first, ...others],
      help: "make sure that they check `Host` and `Origin`, or serve them behind the hub, which does",
    });
  },
});

/** Of a header, or of a key such as `bearer_token_env_var` or `oauth`. */
function isCredential(name: string): boolean {
  return /auth|token|key|secret|cookie/i.test(name);
}
