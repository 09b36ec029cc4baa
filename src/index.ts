/** The engine as a library. The command line is the same engine over the real disk. */
export { diskFileSystem } from "./file-system/disk.ts";
export { memoryFileSystem } from "./file-system/memory.ts";
export { currentPlatform } from "./platform.ts";
export { lint, readProject, type Host, type Selection } from "./run.ts";
export { estimateOf, type Estimate } from "./estimate/estimate.ts";
export type { Amount, Range } from "./estimate/amount.ts";
export type { Profile } from "./estimate/profile.ts";
export type { EstimateSettings, Sessions } from "./estimate/settings.ts";
export type { Knowledge } from "./estimate/start.ts";
export { defaultSettings } from "./settings.ts";
export type { AllowedStdio, Override, OwnData, Reach, RuleSetting, RuleSettings, Settings } from "./settings.ts";
export * as option from "./option.ts";
export { defineRule, keyOf, labelled, place } from "./rule.ts";

export type { Client, ConfigFile, Dialect, Scope } from "./clients/client.ts";
export type { Source } from "./discover/source.ts";
export type { Document, Node, Path, Span } from "./document/document.ts";
export type { Diagnostic, Location, Severity } from "./engine/diagnostic.ts";
export type { FileSystem } from "./file-system.ts";
export type { Located, Project, Reading, ServerEntry } from "./model/entry.ts";
export type { Launch, Package, Word } from "./model/launch.ts";
export type { Option, Options, OptionValues } from "./option.ts";
export type { Platform } from "./platform.ts";
export type { LintResult } from "./report/result.ts";
export type {
  Category,
  Documented,
  DocumentContext,
  EntryContext,
  Place,
  Preset,
  ProjectContext,
  Rule,
} from "./rule.ts";
