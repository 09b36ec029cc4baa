import { vendorRemoteOf } from "../src/data/vendor-remotes.ts";
import { startingReadings } from "../src/model/started.ts";
import { isSelfHosted, lossesOf } from "../src/remedy/remote-losses.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "vendor-remote",
  category: "transport",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    remote: "{{vendor}} runs this server itself: `{{server}}` need not be a process here",
  },
  docs: {
    summary: "A server is started here that its vendor runs for everyone",
    why: `Many packages only carry calls to a service on the internet, and their vendors now run the server beside that service. Then no
process is started, nothing is installed, updates come by themselves, and a sign-in takes the place of a token in a file.

It is a suggestion and never a fix: what was called from this machine then goes through the vendor's server, its tools can have other
names, and a sign-in is not there in CI. Nothing is said where a host, a URL or a region shows that the entry works with an
installation of its own.`,
    remedy: "Look at what the note says would be lost, then put the URL into the entry in place of the command.",
    references: [
      "https://github.com/github/github-mcp-server",
      "https://docs.stripe.com/mcp",
      "https://developers.notion.com/guides/mcp/overview",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "supabase": { "command": "npx", "args": ["-y", "@supabase/mcp-server-supabase@0.13.0", "--read-only"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "supabase": { "type": "http", "url": "https://mcp.supabase.com/mcp?read_only=true" } } }`,
    },
  },
  check({ entry, project, report }) {
    const found = entry.launch?.package;
    const remote = found && vendorRemoteOf(found.name);
    if (!remote || isSelfHosted(entry)) return;
    if (!startingReadings(entry, project).some(({ dialect }) => dialect.http)) return;
    report({
      message: "remote",
      data: { vendor: remote.vendor, server: entry.name.value },
      at: labelled(found.word, "runs here"),
      help: `consider \`${remote.url}\`, ${remote.auth}`,
      notes: [...lossesOf(entry, remote), `see ${remote.source}`],
    });
  },
});
