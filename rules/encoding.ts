import { isBroken } from "../src/model/broken.ts";
import { namesOf, relevantReaders } from "../src/model/relevance.ts";
import { numbered } from "../src/model/consequence.ts";
import { defineRule, place } from "../src/rule.ts";

/** Nothing is drawn for them, or they turn the order of what is: zero-width spaces and joiners, marks of direction. */
const invisible = /[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/;

export default defineRule({
  id: "encoding",
  category: "syntax",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  unread: true,
  messages: {
    undecodable: "{{problem}}",
    mark: "The file begins with a byte order mark: {{clients}} {{refuse}} it",
    invisible: "There is a character in `{{server}}` that nobody sees ({{code}}): it is no longer what it looks like",
  },
  docs: {
    summary: "Bytes or characters that are not what they look like",
    why: `PowerShell and old editors save UTF-16, or UTF-8 with a byte order mark in front. The text looks right, and the client finds
no servers.

A zero-width space that came along from a web page makes \`--stdio\` another option and a key another key. Characters that turn the
direction of text make a line read differently from what it does; in a config that somebody else wrote, that is on purpose.`,
    remedy: "Save the file as UTF-8 without a byte order mark. Type the text around an invisible character anew.",
    references: ["https://www.rfc-editor.org/rfc/rfc8259#section-8.1", "https://trojansource.codes/"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "mcp-memory", "args": ["--stdio\u200B"] } } }`,
    },
    good: { ".mcp.json": `{ "mcpServers": { "memory": { "command": "mcp-memory", "args": ["--stdio"] } } }` },
  },
  check({ source, document, maps, entries, project, report }) {
    for (const { code, span, message, hint } of document.problems) {
      if (code !== "encoding") continue;
      const at = place(document, [], span);
      report({ message: "undecodable", data: { problem: message }, at, ...(hint && { help: hint }) });
    }
    const strict = relevantReaders({ source, maps }, project).filter(({ file }) => file.byteOrderMark === false);
    if (document.style.bom && document.style.encoding === "utf-8" && strict.length > 0) {
      const data = { clients: namesOf(strict), refuse: numbered(["refuses", "refuse"], strict) };
      const at = place(document, [], { start: 0, end: Math.min(1, document.text.length) });
      report({ message: "mark", data, at, help: "save the file as UTF-8 without a byte order mark" });
    }
    if (isBroken(document)) return;
    for (const entry of entries) {
      const start = Math.min(entry.name.span.start, entry.node.span.start);
      const found = invisible.exec(document.text.slice(start, entry.node.span.end));
      if (!found) continue;
      const at = { start: start + found.index, end: start + found.index + 1 };
      const code = `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
      const data = { server: entry.name.value, code };
      report({ message: "invisible", data, at: place(document, entry.path, at), entry, help: "type this text anew" });
    }
  },
});
