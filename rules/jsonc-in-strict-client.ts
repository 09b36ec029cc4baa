import type { ConfigFile } from "../src/clients/client.ts";
import type { Reader } from "../src/discover/source.ts";
import type { ProblemCode } from "../src/document/document.ts";
import { isBroken } from "../src/model/broken.ts";
import { numbered } from "../src/model/consequence.ts";
import { namesOf, relevantReaders } from "../src/model/relevance.ts";
import { defineRule, place, type Place } from "../src/rule.ts";

/** Places shown of one kind; a heavily commented file would fill the screen. */
const shown = 5;

const kinds = [
  { code: "comment", accepted: "comments", one: "a comment", several: "comments" },
  { code: "trailing-comma", accepted: "trailingCommas", one: "a trailing comma", several: "trailing commas" },
] as const satisfies readonly { code: ProblemCode; accepted: keyof ConfigFile; one: string; several: string }[];

export default defineRule({
  id: "jsonc-in-strict-client",
  category: "syntax",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  messages: {
    extension: "{{clients}} {{refuse}} the whole file because of {{what}}",
  },
  docs: {
    summary: "Comments or trailing commas in a file whose client reads plain JSON",
    why: `VS Code, Cursor or Zed read JSON with comments, so an editor shows nothing wrong. Claude Code, Cline, Kiro's CLI and others
use a plain JSON parser: one comment, or one comma too many, and every server of the file is gone. Gemini CLI and Factory Droid
take comments and refuse trailing commas. Kiro's editor reads the comments at which its CLI stumbles: there it is a warning.`,
    remedy:
      "Delete the comment or the comma. To keep a remark, put it into a key that no client reads, such as `_comment`; to keep a server for later, move it to another file.",
    references: [
      "https://github.com/aws/amazon-q-developer-cli/issues/2082",
      "https://github.com/kirodotdev/Kiro/issues/5968",
      "https://github.com/nicobailon/pi-mcp-adapter/issues/193",
    ],
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    // for issues
    "github": { "type": "http", "url": "https://api.githubcopilot.com/mcp/" }
  }
}`,
    },
    good: {
      ".cursor/mcp.json": `{
  "mcpServers": {
    // for issues
    "github": { "url": "https://api.githubcopilot.com/mcp/" }
  }
}`,
    },
  },
  check({ source, document, maps, project, report }) {
    if (maps.length === 0 && isBroken(document)) return;
    const readers = relevantReaders({ source, maps }, project);
    for (const { code, accepted, one, several } of kinds) {
      const strict = readers.filter(({ file }) => !file[accepted]);
      const [first, ...others] = document.problems.filter((problem) => problem.code === code);
      if (!first || strict.length === 0) continue;
      const at: [Place, ...Place[]] = [place(document, [], first.span)];
      for (const { span } of others.slice(0, shown - 1)) at.push(place(document, [], span));
      report({
        message: "extension",
        data: {
          clients: namesOf(strict.map(named)),
          refuse: numbered(["refuses", "refuse"], strict),
          what: others.length === 0 ? one : `${others.length + 1} ${several}`,
        },
        at,
        key: code,
        ...(strict.every(({ file }) => file.strictProgram !== undefined) ? { severity: "warning" } : {}),
        help:
          code === "comment"
            ? "delete the comments, or keep a remark in a key that no client reads, such as `_comment`"
            : "delete the comma before the closing bracket",
        fix: {
          title: code === "comment" ? "delete the comments" : "delete the trailing commas",
          safety: code === "comment" ? "unsafe" : "safe",
          ops: [{ op: "strip", file: document.file, what: code }],
        },
      });
    }
  },
});

/** By the program that refuses, where it is one of several that read the file. */
function named({ client, file }: Reader): Pick<Reader, "client"> {
  return { client: { ...client, name: file.strictProgram ?? client.name } };
}
