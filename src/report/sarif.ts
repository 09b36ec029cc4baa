import { pathToFileURL } from "node:url";
import type { Severity } from "../engine/diagnostic.ts";
import { pathsOf } from "../platform.ts";
import type { Documented, Rule } from "../rule.ts";
import { severityIn } from "../engine/severity.ts";
import type { ReportContext } from "./format.ts";
import type { JsonAccepted, JsonEdit, JsonFinding, JsonLocation, JsonPosition, JsonReport } from "./json.ts";

/** GitHub sorts security findings by this number, from 0 to 10. */
const securitySeverity: Readonly<Record<Severity, string>> = { error: "8.0", warning: "5.5", note: "2.0" };
const precisions = { high: "very-high", medium: "high", low: "medium" } as const;

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function reportSarif(context: ReportContext): string {
  const { report, rules } = context;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "mcp-lint",
            semanticVersion: report.tool.version,
            informationUri: "https://github.com/mcp-lint/mcp-lint",
            rules: rules.map((rule) => descriptorOf(rule, context)),
          },
        },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: report.skipped.map(notificationOf) }],
        originalUriBaseIds: { SRCROOT: { description: { text: "The root of the repository" } } },
        columnKind: "utf16CodeUnits",
        results: [
          ...report.findings.map((finding) => resultOf(finding, context)),
          ...(report.accepted ?? []).map((finding) => acceptedOf(finding, context)),
        ],
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function descriptorOf(rule: Documented<Rule>, { report: { preset }, docsUrl }: ReportContext): object {
  const { id, category, confidence, docs } = rule;
  const own = severityIn(rule, preset);
  const severity = own === undefined || own === "own" ? rule.severity : own;
  return {
    id,
    shortDescription: { text: docs.summary },
    fullDescription: { text: docs.why },
    help: { text: docs.remedy, markdown: `${docs.why}\n\n${docs.remedy}` },
    helpUri: docsUrl(id),
    defaultConfiguration: { level: severity, enabled: own !== undefined },
    properties: {
      tags: [category, "mcp"],
      precision: precisions[confidence],
      ...(category === "security" && { "security-severity": securitySeverity[severity] }),
    },
  };
}

function notificationOf({ path, reason, detail }: JsonReport["skipped"][number]): object {
  return {
    level: reason === "unreadable" ? "warning" : "note",
    message: { text: `${path} was passed over: ${reason}${detail === undefined ? "" : ` (${detail})`}` },
  };
}

function resultOf(finding: JsonFinding, context: ReportContext): object {
  const { rule, severity, message, help, server, fingerprint, fix } = finding;
  const [first, ...others] = finding.locations;
  return {
    ruleId: rule,
    ruleIndex: context.rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: help === undefined ? message : `${message}. ${help}` },
    locations: [locationOf(first, context)],
    ...(others.length > 0 && {
      relatedLocations: others.map((at, id) => ({
        id,
        message: { text: at.label ?? "also here" },
        ...locationOf(at, context),
      })),
    }),
    partialFingerprints: { "mcpLint/v1": fingerprint },
    ...(fix?.edits && { fixes: [fixOf(fix.title, fix.edits, context)] }),
    ...(server !== undefined && { properties: { server } }),
  };
}

function acceptedOf(finding: JsonAccepted, context: ReportContext): object {
  const kind = finding.by === "comment" ? "inSource" : "external";
  const justification = finding.reason === undefined ? {} : { justification: finding.reason };
  return { ...resultOf(finding, context), suppressions: [{ kind, status: "accepted", ...justification }] };
}

function locationOf({ path, start, end, pointer }: JsonLocation, context: ReportContext): object {
  return {
    physicalLocation: { artifactLocation: artifactOf(path, context), region: regionOf(start, end) },
    logicalLocations: [{ fullyQualifiedName: pointer.join("."), kind: "member" }],
  };
}

function fixOf(title: string, edits: readonly JsonEdit[], context: ReportContext): object {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifactOf(path, context),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map(({ start, end, text }) => ({ deletedRegion: regionOf(start, end), insertedContent: { text } })),
    })),
  };
}

function regionOf(start: JsonPosition, end: JsonPosition): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifactOf(path: string, context: ReportContext): object {
  const name = context.nameOf(path);
  if (pathsOf(context.platform).isAbsolute(name)) {
    return { uri: pathToFileURL(name, { windows: context.platform.os === "windows" }).href };
  }
  return { uri: name.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}
