import { describe, expect, it } from "vitest";
import { confirmation } from "../../src/commands/confirm.ts";
import type { Fixable } from "../../src/fix/plan.ts";
import { diagnosticOf, jsonOf, locationOf } from "../report/sample.ts";

const token = `ghp_${"a1B2c3D4e5F6".repeat(3)}`;
const before = jsonOf(`{ "env": { "GITHUB_TOKEN": "${token}" }, "command": "x" }`);
const change = { file: before.file, before, after: jsonOf(before.text.replace(`"x"`, `"y"`)) };
const fixable: Fixable = {
  ...diagnosticOf([locationOf(before, { start: 0, end: 1 })], { server: "memory" }),
  fix: { title: "write y", safety: "safe", ops: [{ op: "remove", file: before.file, path: ["command"] }] },
};

/** What comes of these answers to as many questions as there are. */
async function decisions(...answers: string[]): Promise<{ readonly made: boolean[]; readonly questions: string[] }> {
  const questions: string[] = [];
  const confirms = confirmation(async (question) => {
    questions.push(question);
    return answers.shift() ?? "q";
  }, "never");
  const made = [];
  for (let i = 0; i < 3; i++) made.push(await confirms(fixable, [change]));
  return { made, questions };
}

describe("--interactive", () => {
  it("shows the fix and its diff, without secrets", async () => {
    const { questions } = await decisions("q");
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain("some-rule `memory`: write y\n");
    expect(questions[0]).toContain(`-{ "env": { "GITHUB_TOKEN": "[redacted]" }, "command": "x" }`);
    expect(questions[0]).toContain(`+{ "env": { "GITHUB_TOKEN": "[redacted]" }, "command": "y" }`);
  });

  it("takes yes, no, all and quit, and asks again for anything else", async () => {
    expect((await decisions("y", "n", "Yes")).made).toEqual([true, false, true]);
    expect((await decisions("n", "a")).made).toEqual([false, true, true]);
    expect((await decisions("y", "q")).made).toEqual([true, false, false]);
    const again = await decisions("", "what?", "y", "a");
    expect(again.made).toEqual([true, true, true]);
    expect(again.questions).toHaveLength(4);
  });
});
