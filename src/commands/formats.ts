import { UserError } from "../errors.ts";
import { isRunByAgent } from "../report/agents.ts";
import type { Format } from "../report/format.ts";

/** One report of a run; without a file it goes to standard output. */
export interface FormatChoice {
  readonly format: Format;
  readonly file?: string;
}

/** What to write; where nothing was chosen, what is read best by whoever reads. */
export function chosenFormats(
  chosen: readonly FormatChoice[] | undefined,
  env: Readonly<Record<string, string | undefined>>,
): readonly FormatChoice[] {
  if (!chosen) return [{ format: isRunByAgent(env) ? "agent" : "human" }];
  const [first, second] = chosen.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (first !== undefined && second !== undefined) {
    throw new UserError(
      `only one report can go to standard output, not both ${first} and ${second}`,
      `give the other a file: --format ${first} --format ${second}=FILE`,
    );
  }
  return chosen;
}

/** Whether any of them says what could be fixed. */
export function isForMachines(choices: readonly FormatChoice[]): boolean {
  return choices.some(({ format }) => format !== "human");
}
