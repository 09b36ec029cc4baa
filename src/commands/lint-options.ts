import type { ColorChoice } from "../report/style.ts";
import type { ChoosingOptions } from "./chosen.ts";
import type { FileOptions } from "./output.ts";
import type { FormatChoice } from "./formats.ts";

/** The options of `mcp-lint` without a command. */
export interface LintOptions extends FileOptions, ChoosingOptions {
  readonly listFiles?: true;
  readonly printConfig?: string;
  readonly staged?: true;
  readonly changed?: string;
  readonly suppress?: true;
  readonly reason?: string;
  readonly fix?: "safe" | "all";
  readonly fixOnly?: readonly string[];
  readonly dryRun?: true;
  readonly diff?: "raw";
  readonly interactive?: true;
  readonly verify?: true;
  readonly online?: true;
  readonly token?: true;
  readonly format?: readonly FormatChoice[];
  readonly quiet?: true;
  readonly color: ColorChoice;
}
