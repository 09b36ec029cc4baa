import { isPersonal } from "../src/model/personal.ts";
import { secretsIn } from "../src/secrets/detect.ts";
import { defineRule, labelled, place } from "../src/rule.ts";

export default defineRule({
  id: "file-mode",
  category: "security",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "document",
  unread: true,
  messages: {
    readable: "Every user of this machine may read this file, and there is a secret in it",
  },
  docs: {
    summary: "A config with secrets that other users can read",
    why: `Most editors and clients write files that everyone may read. On a machine with several accounts, or with services that run
under accounts of their own, a token in such a file is theirs as well.

Looked at only with \`--machine\`, for files of one user, on Linux and macOS. The folders above may keep others out all the same.`,
    remedy: "`chmod 600 FILE`, and better still: take the secret out of the file (`inline-secret`).",
    references: ["https://cwe.mitre.org/data/definitions/732.html"],
    bad: {
      "Claude/claude_desktop_config.json": `{ "mcpServers": { "github": { "command": "github-mcp-server", "env": { "GITHUB_TOKEN": "ghp_EXAMPLEexampleEXAMPLEexampleEXAMPLE01" } } } }`,
    },
    good: {
      "Claude/claude_desktop_config.json": `{ "mcpServers": { "files": { "command": "mcp-files", "args": ["/srv/work"] } } }`,
    },
  },
  check({ source, document, project, report }) {
    if (!isPersonal(source) || !project.machine?.isReadableByOthers(source.file)) return;
    const secret = secretsIn(document).find(({ confidence }) => confidence === "high");
    if (!secret) return;
    const at = labelled(place(document, secret.path, secret.span), "secret");
    report({ message: "readable", at, help: "chmod 600, or take the secret out of the file" });
  },
});
