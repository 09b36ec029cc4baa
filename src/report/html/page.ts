import { createHash } from "node:crypto";
import type { ReportContext } from "../format.ts";
import { costSection } from "./costs.ts";
import { findingsSection } from "./findings.ts";
import { markup, raw, type Html } from "./markup.ts";
import { matrixSection } from "./matrix.ts";
import { script } from "./script.ts";
import { stylesheet } from "./stylesheet.ts";

/** A page that needs nothing but itself: it may run its own script and style, and fetch nothing. */
export function reportHtml(context: ReportContext): string {
  const { result, report, redactor, estimate, docsUrl } = context;
  const { errors, warnings, notes } = report.summary;
  const policy = `default-src 'none'; img-src data:; style-src ${hashOf(stylesheet)}; script-src ${hashOf(script)}`;
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>mcp-lint: ${errors} errors, ${warnings} warnings</title>
        <style>${raw(stylesheet)}</style>
      </head>
      <body>
        <header>
          <h1>MCP configs</h1>
          <p>
            mcp-lint ${report.tool.version}, preset ${report.preset}: ${report.files.length} files read as their clients
            read them
          </p>
          <ul class="tally">
            ${tally([
              ["error", errors, "errors"],
              ["warning", warnings, "warnings"],
              ["note", notes, "notes"],
              ["", report.cost.servers, "servers"],
              ["", report.cost.stdioServers, "over stdio"],
            ])}
          </ul>
        </header>
        <main>
          ${estimate ? costSection(estimate) : markup``} ${matrixSection(result.project, redactor)}
          ${findingsSection(result.diagnostics, { redactor, docsUrl })}
        </main>
        <script>${raw(script)}</script>
      </body>
    </html>`;
  return page.html;
}

function tally(counts: readonly (readonly [kind: string, count: number, what: string])[]): readonly Html[] {
  return counts.map(([kind, count, what]) => markup`<li class="${kind}"><b>${count}</b> ${what}</li>`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
