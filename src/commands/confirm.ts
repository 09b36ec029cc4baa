import { createInterface } from "node:readline/promises";
import { UserError } from "../errors.ts";
import type { Choice } from "../fix/passes.ts";
import { shownDiff } from "../report/diff.ts";
import type { ColorChoice } from "../report/style.ts";
import { visible } from "../report/visible.ts";
import { openOutput } from "./output.ts";
import { shownVersions } from "./preview.ts";

type Confirm = NonNullable<Choice["confirms"]>;

/** Asks at the terminal before each fix; `close` it afterwards. Throws a `UserError` where nobody can be asked. */
export function askAtTerminal(color: ColorChoice): { readonly confirms: Confirm; close(): void } {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UserError("--interactive needs a terminal", "--dry-run shows all fixes, --fix-only chooses among them");
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("q")));
  const ask = (text: string): Promise<string> => Promise.race([lines.question(text), closed]);
  return { confirms: confirmation(ask, color), close: () => lines.close() };
}

/** y: this one; n: not this one; a: this and all others; q: this and all others not. */
export function confirmation(ask: (question: string) => Promise<string>, color: ColorChoice): Confirm {
  let always: boolean | undefined;
  return async ({ rule, server, fix, message }, changes) => {
    if (always !== undefined) return always;
    const documents = changes.flatMap(({ before, after }) => (before ? [before, after] : [after]));
    const { redactor, style } = openOutput(documents, color);
    const head = `${style.bold(rule)}${server === undefined ? "" : ` \`${visible(server)}\``}: ${visible(fix.title)}`;
    const text = [
      "",
      redactor.redact(head),
      visible(redactor.redact(message)),
      ...changes.map((change) => shownDiff(shownVersions(change), redactor, style)),
      "",
    ].join("\n");
    for (;;) {
      const answer = (await ask(`${text}Make this fix? [y]es, [n]o, [a]ll, [q]uit: `)).trim().toLowerCase()[0];
      if (answer === "a") always = true;
      if (answer === "q") always = false;
      if (answer === "y" || answer === "n" || always !== undefined) return always ?? answer === "y";
    }
  };
}
