import type { Placeholders } from "../clients/client.ts";
import { escaped } from "../manifest/variables.ts";
import { mayRefer, placeholdersOf, type Placeholder } from "../model/placeholders.ts";
import type { OperatingSystem } from "../platform.ts";
import type { StayReason } from "./migration.ts";

export type VariableField = Exclude<Placeholders["fields"][number], "file" | "url" | "headers">;

/** Why a text cannot be written for the hub, and the kind of reference that is to blame; nothing of the value itself. */
export interface Untranslatable {
  readonly reason: Extract<StayReason, "prompted-value" | "client-variable" | "client-reference" | "variable-syntax">;
  readonly piece: string;
}

/** A text of a config in the spelling of the manifest: the hub makes of it what the client did. */
export function translate(
  text: string,
  field: VariableField,
  placeholders: Placeholders,
  os: OperatingSystem,
): string | Untranslatable {
  if (!mayRefer(text)) return text;
  const pieces: string[] = [];
  let at = 0;
  // A spelling of `${input:id}` that no grammar of variables knows.
  if (text.includes("$input:")) return { reason: "prompted-value", piece: "$input:" };
  for (const placeholder of placeholdersOf(text)) {
    const written = text.slice(placeholder.start, placeholder.end);
    pieces.push(escaped(text.slice(at, placeholder.start)));
    at = placeholder.end;
    const translated = translateOne(placeholder, written, field, placeholders, os);
    if (typeof translated === "object") return translated;
    // A dollar sign before `${` takes its meaning away.
    const isHidden = translated.startsWith("${") && text[placeholder.start - 1] === "$";
    if (isHidden) return { reason: "variable-syntax", piece: `$${placeholder.spelling}` };
    pieces.push(translated);
  }
  return pieces.join("") + escaped(text.slice(at));
}

function translateOne(
  placeholder: Placeholder,
  written: string,
  field: VariableField,
  { syntaxes, fields, known }: Placeholders,
  os: OperatingSystem,
): string | Untranslatable {
  const { spelling, name, fallback } = placeholder;
  const isRead = fields.includes(field) || fields.includes("file");
  const isSpelt = syntaxes.includes(written) || syntaxes.some((syntax) => sameForm(syntax, spelling, name));
  if (!known && !neverExpanded.has(spelling)) return { reason: "variable-syntax", piece: spelling };
  if (isRead && !isSpelt && syntaxes.length > 0 && isEditorState(placeholder)) return onlyClientKnows(name, spelling);
  if (!isRead || !isSpelt) return escaped(written);
  switch (spelling) {
    case "${input:VAR}":
      return { reason: "prompted-value", piece: written };
    case "${env:VAR}":
    case "{env:VAR}":
    case "$VAR":
    case "${VAR}":
      return variableOf(name, spelling, os);
    case "${VAR:-default}":
    case "${env:VAR:-default}":
      return isVariable(name) && !fallback?.includes("}")
        ? `\${${name}:-${fallback}}`
        : onlyClientKnows(name, spelling);
    default:
      return { reason: "client-reference", piece: spelling };
  }
}

/** What stands for a person's input, a reference of a wrapper such as `op run`, or a batch file. */
const neverExpanded: ReadonlySet<Placeholder["spelling"]> = new Set(["<VAR>", "{VAR}", "op://VAR", "%VAR%"]);

function variableOf(name: string, spelling: string, os: OperatingSystem): string | Untranslatable {
  if (name === "userHome") return os === "windows" ? "${USERPROFILE}" : "${HOME}";
  if (name === "pathSeparator" || name === "/") return os === "windows" ? "\\" : "/";
  return isVariable(name) ? `\${${name}}` : onlyClientKnows(name, spelling);
}

function onlyClientKnows(name: string, spelling: string): Untranslatable {
  return { reason: "client-variable", piece: clientVariables.test(name) ? `\${${name}}` : spelling };
}

/** A name from the environment, not one that a client sets for the servers it starts. */
function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !clientVariables.test(name);
}

/**
 * What an editor puts in from its own state. None lists all of them beside the spellings it documents for servers, and a
 * hub that took one for plain text would start another server.
 */
function isEditorState({ spelling, name }: Placeholder): boolean {
  switch (spelling) {
    case "${VAR}":
    case "${VAR:default}":
      return clientVariables.test(name);
    case "${config:VAR}":
    case "${command:VAR}":
      return true;
    default:
      return false;
  }
}

/** Editors write theirs in camel case: `workspaceFolder`, `extensionPath`, `cwd`. */
const clientVariables =
  /^(?:workspace(?:Folder|Root|Path)\w*|extension(?:Path|InstallFolder)|cwd|file\w*|relativeFile\w*|lineNumber|columnNumber|selectedText|execPath|defaultBuildTask|ZED_\w+|augmentToken|CLAUDE_PLUGIN_(?:ROOT|DATA)|CLAUDE_PROJECT_DIR|CLAUDE_SESSION_ID|CURSOR_PLUGIN_ROOT|PLUGIN_ROOT|AGENT_PLUGIN_ROOT|GEMINI_PROJECT_DIR|QWEN_PROJECT_DIR|PROJECT_DIR|projectPath|projectDir)$/;

/** `${VAR}` covers `${TOKEN}`; of `${{ secrets.VAR }}` only what its own word names. */
function sameForm(syntax: string, spelling: Placeholder["spelling"], name: string): boolean {
  if (spelling !== "${{ VAR }}") return syntax === spelling;
  const [, prefix] = /^\$\{\{ (\w+)\.VAR \}\}$/.exec(syntax) ?? [];
  return prefix !== undefined && name.startsWith(`${prefix}.`);
}
