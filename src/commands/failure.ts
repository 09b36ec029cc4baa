import { issuesUrl, version } from "../about.ts";
import { UserError } from "../errors.ts";
import { openOutput } from "./output.ts";
import { write } from "../report/write.ts";

/** Says on standard error why nothing was linted; 2 is the exit status. Everything but a `UserError` is our bug. */
export async function reportFailure(error: unknown): Promise<number> {
  const { style, redactor } = openOutput();
  const text =
    error instanceof UserError
      ? [
          `${style.error("error")}: ${error.message}`,
          ...(error.hint === undefined ? [] : [`${style.help("hint")}: ${error.hint}`]),
        ]
      : [
          `${style.error("error")}: mcp-lint ${version} failed; this is a bug of ours, nothing was linted`,
          error instanceof Error ? (error.stack ?? error.message) : String(error),
          `${style.help("hint")}: please report it with these lines: ${issuesUrl}`,
        ];
  await write(process.stderr, text.join("\n"), redactor);
  return 2;
}
