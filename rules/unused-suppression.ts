import type { Op } from "../src/edit/op.ts";
import type { IdleSuppression } from "../src/suppression/suppression.ts";
import { defineRule, place } from "../src/rule.ts";

export default defineRule({
  id: "unused-suppression",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  unread: true,
  messages: {
    comment: "This comment accepts {{detail}}, and nothing of that kind is found here any more",
    config: "The config accepts {{detail}}, and nothing of that kind is found any more",
    baseline: "The baseline holds a finding of {{detail}} that is gone",
    expired: "The config accepted {{detail}}: that is over, and what it accepted is found again",
    nowhere: "The config {{detail}}, and nothing of that kind is found",
    malformed: "This comment accepts nothing: it does not name a rule and a reason",
    unknown: "This comment accepts nothing: there is no rule `{{detail}}`",
  },
  folded: {
    baseline: "The baseline holds {{count}} findings that are gone",
    config: "The config accepts {{count}} things that are not found any more",
    nowhere: "{{count}} parts of the config are about files, clients or servers that are not found",
  },
  docs: {
    summary: "A suppression that accepts nothing, or a part of the config that is about nothing",
    why: `A comment, an entry of \`ignores\` or a line of the baseline was written for a finding that is gone. Left where it is, it accepts
the next one of its kind, which nobody has looked at. An entry of \`overrides\` or \`allowStdio\` that names files, clients or servers
which are not there does nothing, mostly because something was renamed or mistyped.

Nothing is said of rules that did not run, because the preset, the config or an option leaves them out, and nothing of files that
were not looked at: where paths are given, or where a file is left out by \`.gitignore\` or \`exclude\`.`,
    remedy:
      "Take it out, or correct what it names: `mcp-lint --fix` takes out what accepts nothing, and leaves the other rules that a comment names.",
    references: ["https://docs.astral.sh/ruff/rules/unused-noqa/"],
    bad: {
      ".codex/config.toml": `[mcp_servers.docs]
url = "https://docs.example/mcp" # mcp-lint-ignore remote-plaintext -- the test server has no certificate
`,
    },
    good: {
      ".codex/config.toml": `[mcp_servers.docs]
url = "http://docs.example/mcp" # mcp-lint-ignore remote-plaintext -- the test server has no certificate
`,
    },
  },
  check({ project, report }) {
    const all = project.idleSuppressions ?? [];
    for (const idle of all) {
      const { place: at, detail, hint, kind, why } = idle;
      const [first, ...others] = kind === "config" ? opsOfConfig(idle, all) : (idle.ops ?? []);
      report({
        message: messageOf(idle),
        data: { detail },
        at: place(at.document, at.path, at.span, why === "nowhere" ? "reaches nothing" : "accepts nothing"),
        help: hint ?? (why === "malformed" ? detail : "take it out"),
        // A name that was mistyped is to be corrected; nobody but the user knows.
        ...(first && {
          fix: { title: "take it out", safety: why === "nowhere" ? "unsafe" : "safe", ops: [first, ...others] },
        }),
      });
    }
  },
});

/** Items of one list move when one is taken out: all go together with the first one, from the last on. */
function opsOfConfig(idle: IdleSuppression, all: readonly IdleSuppression[]): readonly Op[] {
  const isLike = ({ kind, why, place, ops }: IdleSuppression): boolean =>
    kind === "config" &&
    (why === "nowhere") === (idle.why === "nowhere") &&
    place.document === idle.place.document &&
    !!ops;
  const beside = all.filter(isLike).toSorted((a, b) => a.place.span.start - b.place.span.start);
  return idle === beside[0] ? beside.toReversed().flatMap(({ ops }) => ops ?? []) : [];
}

function messageOf({ why, kind }: IdleSuppression): "comment" | "config" | "baseline" | "nowhere" | "expired" {
  if (why === "unused") return kind;
  // The others have placeholders of their own, or none.
  return (why === "unknown-rule" ? "unknown" : why) as "expired";
}
