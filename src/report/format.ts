import type { Document } from "../document/document.ts";
import type { Platform } from "../platform.ts";
import type { Documented, Rule } from "../rule.ts";
import type { EstimateResult } from "../estimate/result.ts";
import type { JsonReport } from "./json.ts";
import type { Redactor } from "./redact.ts";
import type { LintResult } from "./result.ts";

/** What a format for machines is made of: the JSON report, and what only some of them need beside it. */
export interface ReportContext {
  readonly report: JsonReport;
  /** What the report was made of; where something of it is shown, secrets are still to be masked. */
  readonly result: LintResult;
  readonly redactor: Redactor;
  /** For those that show costs. */
  readonly estimate?: EstimateResult;
  /** All rules there are. */
  readonly rules: readonly Documented<Rule>[];
  /** The page of a rule. */
  docsUrl(rule: string): string;
  /** A path of the report as other programs know it; see `namesOf`. */
  nameOf(path: string): string;
  readonly platform: Pick<Platform, "os">;
  /** By the paths of the report. */
  readonly documents: ReadonlyMap<string, Document>;
  /** The command line that makes the safe fixes of this run. */
  readonly fixCommand: string;
}

/** Pure; the text without a final line end. */
export type Reporter = (context: ReportContext) => string;

const reportJson: Reporter = ({ report }) => JSON.stringify(report, undefined, 2);

export const machineFormats = {
  json: async () => reportJson,
  agent: async () => (await import("./agent.ts")).reportAgent,
  unix: async () => (await import("./unix.ts")).reportUnix,
  sarif: async () => (await import("./sarif.ts")).reportSarif,
  github: async () => (await import("./github.ts")).reportGithub,
  gitlab: async () => (await import("./gitlab.ts")).reportGitlab,
  junit: async () => (await import("./junit.ts")).reportJunit,
  checkstyle: async () => (await import("./checkstyle.ts")).reportCheckstyle,
  rdjson: async () => (await import("./rdjson.ts")).reportRdjson,
  html: async () => (await import("./html/page.ts")).reportHtml,
  markdown: async () => (await import("./markdown.ts")).reportMarkdown,
} satisfies Record<string, () => Promise<Reporter>>;

export type MachineFormat = keyof typeof machineFormats;
export type Format = "human" | MachineFormat;

export const formats: readonly Format[] = ["human", ...(Object.keys(machineFormats) as MachineFormat[])];
