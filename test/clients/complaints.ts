import { isProjectPattern } from "../../src/clients/paths.ts";
import { keyPath } from "../../src/clients/client.ts";
import type { Client, ConfigFile, Dialect, StdioShape, UrlShape } from "../../src/clients/client.ts";

/** What contradicts itself in a client, in words; empty for a sound one. */
export function complaintsAbout(client: Client): readonly string[] {
  return [
    ...complaintsIf({
      "id is not kebab-case": !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(client.id),
      "no name or vendor": !client.name || !client.vendor,
      "no references": client.references.length === 0,
      "a reference is neither a URL nor an npm package": !client.references.every((text) =>
        /^(https:\/\/\S+|npm (@[\w-]+\/)?[\w.-]+(@\S+)?)$/.test(text),
      ),
      "empty list of pitfalls": client.pitfalls?.length === 0,
      "a pitfall is not a sentence": client.pitfalls?.some((text) => !isSentence(text)) ?? false,
      "third-party facts, and yet rewritten":
        client.certainty === "one-third-party" && client.files.some(({ rewrite }) => rewrite !== "never"),
    }),
    ...client.files.flatMap((file) => complaintsAboutFile(client, file)),
    ...Object.entries(client.dialects).flatMap(([name, dialect]) =>
      complaintsAboutDialect(dialect, client).map((text) => `dialect ${name}: ${text}`),
    ),
    ...unusedDialects(client).map((name) => `dialect ${name} is used by no file`),
  ];
}

function complaintsAboutFile({ dialects }: Client, file: ConfigFile): readonly string[] {
  const rooted = file.paths.filter((pattern) => !isProjectPattern(pattern));
  return complaintsIf({
    "no paths": file.paths.length === 0,
    "a path with a backslash": file.paths.some((pattern) => pattern.includes("\\")),
    "a path that is no pattern of a known kind": file.paths.some((pattern) => !isKnownPattern(pattern)),
    "a path twice": new Set(file.paths).size !== file.paths.length,
    "a project path in the user's scope":
      ["user", "profile", "managed"].includes(file.scope) && rooted.length !== file.paths.length,
    "only the user's paths in a project's scope":
      ["project", "workspace", "embedded"].includes(file.scope) && rooted.length === file.paths.length,
    "an unknown dialect": file.dialect !== undefined && (file.dialect === "default" || !dialects[file.dialect]),
    "a managed file that is rewritten": file.scope === "managed" && file.rewrite !== "never",
    "strict JSON with comments": file.syntax === "json" && (file.comments || file.trailingCommas),
    "an empty list of systems": file.os?.length === 0,
    "a note that is not a sentence": file.note !== undefined && !isSentence(file.note),
  }).map((text) => `${file.paths[0]}: ${text}`);
}

function isKnownPattern(pattern: string): boolean {
  return (
    isProjectPattern(pattern) ||
    /^(~|<(app-data|vscode-user)>|%(LOCAL)?APPDATA%|\$\{\w+\}|\$\{\w+:-(~|\/|[A-Z]:\/|%(LOCAL)?APPDATA%)[^}]*\}|[A-Z]:|)(\/[^{}<>%]*)?$/.test(
      pattern,
    )
  );
}

function complaintsAboutDialect(dialect: Dialect, client: Client): readonly string[] {
  const { stdio, http, sse, disable, otherDisable, typeKey, otherTypes = [] } = dialect;
  const shapes = [stdio, http, sse].filter((shape) => shape !== undefined);
  const known = [...shapes.flatMap(({ types }) => types), ...otherTypes];
  return [
    ...complaintsIf({
      "an array without a name key, or a map with one": (dialect.container === "array") !== Boolean(dialect.nameKey),
      "neither stdio nor http": !stdio && !http,
      "type values without a type key": known.length > 0 && typeKey === undefined,
      "reads no type, and yet minds an unknown one": typeKey === undefined && dialect.unknownType !== "by-keys",
      "a type that is stdio and a URL": stdio?.types.some((type) => isOneOf(type, http, sse)) ?? false,
      "a type among the others that a shape has": otherTypes.some((type) => isOneOf(type, stdio, http, sse)),
      "a switch is not among the keys": [disable, otherDisable].some((one) => one && !(one.key in dialect.otherKeys)),
      "a key of a shape among the others": Object.keys(dialect.otherKeys).some((key) => namesOf(shapes).has(key)),
      "the alternative is no dialect":
        dialect.alternative !== undefined && !client.dialects[dialect.alternative.dialect],
      "placeholders without a place, or the reverse":
        (dialect.placeholders.syntaxes.length === 0) !== (dialect.placeholders.fields.length === 0),
    }),
    ...shapes.flatMap((shape) => complaintsAboutShape(shape)),
  ];
}

function complaintsAboutShape(shape: StdioShape | UrlShape): readonly string[] {
  const names = namesOf([shape]);
  return complaintsIf({
    "the type to write is not one that is read": shape.type !== undefined && !shape.types.includes(shape.type),
    "a required type without a value": shape.typeRequired && shape.type === undefined,
    "a type twice": new Set(shape.types).size !== shape.types.length,
    "a key twice": Object.keys(shape.otherKeys).some((key) => names.has(key)),
    "a key that is read and refused": shape.refusedKeys?.some((key) => names.has(key)) ?? false,
    "arguments apart from a command that holds them":
      "commandForm" in shape && shape.commandForm === "array" && shape.args !== undefined,
  });
}

/** The keys of the shapes themselves, those that stand directly in an entry. */
function namesOf(shapes: readonly (StdioShape | UrlShape)[]): ReadonlySet<string> {
  const keys = shapes.flatMap((shape) =>
    "urls" in shape
      ? [...shape.urls, shape.headers, shape.bearerTokenVariable, shape.headerVariables]
      : [shape.command, shape.args, shape.env, shape.cwd],
  );
  return new Set(keys.filter((key) => key !== undefined && keyPath(key).length === 1).map((key) => String(key)));
}

function isOneOf(type: string, ...shapes: readonly (StdioShape | UrlShape | undefined)[]): boolean {
  return shapes.some((shape) => shape?.types.includes(type));
}

function unusedDialects(client: Client): readonly string[] {
  const used = new Set([
    "default",
    ...client.files.map(({ dialect }) => dialect),
    ...Object.values(client.dialects).map(({ alternative }) => alternative?.dialect),
  ]);
  return Object.keys(client.dialects).filter((name) => !used.has(name));
}

function isSentence(text: string): boolean {
  return /^[A-Z`~.].*\.$/.test(text) && !text.includes("\n");
}

function complaintsIf(findings: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(findings).filter((text) => findings[text]);
}
