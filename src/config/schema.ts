import { configSchemaUrl } from "../about.ts";
import type { JsonSchema } from "../json-schema.ts";
import type { Options } from "../option.ts";
import type { Documented, Rule } from "../rule.ts";
import { estimateSchema } from "./estimate-schema.ts";

/** What a config may name. */
export interface Vocabulary {
  readonly rules: readonly Rule[];
  /** Ids. */
  readonly clients: readonly string[];
  /** Other rules than these may be named as well: whoever reads the schema does not know the plugins. */
  readonly open?: true;
}

const texts = (description: string): JsonSchema => ({
  description,
  type: "array",
  items: { type: "string", minLength: 1 },
  minItems: 1,
});

const wildcards = "`*` stands for any letters";
const files = texts("Files as in a .gitignore, from the root of the repository; with --machine, from your home folder");
const servers = texts(`Names of servers; ${wildcards}`);
const file: JsonSchema = { description: "As in a .gitignore, from the root", type: "string", minLength: 1 };
const server: JsonSchema = { description: `Its name; ${wildcards}`, type: "string", minLength: 1 };
const severity: JsonSchema = {
  title: "severity",
  description: "`on`: as grave as the rule finds it",
  type: "string",
  enum: ["off", "on", "note", "warning", "error"],
};

/** The schema that editors are given. */
export function publishedSchema(vocabulary: Omit<Vocabulary, "open">): object {
  const schema = configSchema({ ...vocabulary, open: true });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: configSchemaUrl,
    title: "Config of mcp-lint",
    description: "mcp-lint.jsonc or mcp-lint.json at the root of a repository, or `mcp-lint` in its package.json",
    ...withDefinitions(schema),
  };
}

/** The same schema, in which what stands in several places stands once, under `$defs`. */
function withDefinitions(schema: JsonSchema): object {
  const uses = new Map<object, number>();
  const count = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    uses.set(value, (uses.get(value) ?? 0) + 1);
    if (uses.get(value) === 1) for (const inner of Object.values(value)) count(inner);
  };
  count(schema);
  const names = new Map<object, string>();
  const definitions: Record<string, unknown> = {};
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const isShared = uses.get(value)! > 1 && ["enum", "anyOf", "properties"].some((word) => word in value);
    if (!isShared) return inside(value);
    if (!names.has(value)) {
      const name = (value as JsonSchema).title ?? key;
      names.set(value, name);
      definitions[name] = inside(value);
    }
    return { $ref: `#/$defs/${names.get(value)}` };
  };
  const inside = (value: object): unknown =>
    Array.isArray(value)
      ? value.map((item) => replaced(item, ""))
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, key)]));
  return { ...(inside(schema) as object), $defs: definitions };
}

/** The schema of a config, with the options of every rule. */
export function configSchema(vocabulary: Vocabulary): JsonSchema {
  const client: JsonSchema = { title: "client", type: "string", enum: vocabulary.clients };
  const clients: JsonSchema = {
    description: "Ids of clients whose files are meant",
    type: "array",
    items: client,
    minItems: 1,
  };
  const rules = rulesSchema(vocabulary);
  return object({
    $schema: { description: "For editors", type: "string" },
    extends: {
      description:
        "What this config builds on, the later over the earlier: a preset (recommended, hub, strict, audit), the path of a config, or an installed package",
      anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
    },
    plugins: texts("Modules with rules of your own: paths from this file, or installed packages. They are run"),
    exclude: texts("Files not to lint, as in a .gitignore; those you name on the command line are linted all the same"),
    rules,
    overrides: {
      description: "Other severities and options for some files, clients or servers; the later over the earlier",
      type: "array",
      items: object({ files, clients, servers, rules }, ["rules"]),
    },
    ignores: {
      description: "Findings to accept, by name: for files that take no comments",
      type: "array",
      items: object(
        {
          rule: {
            title: "rule",
            type: "string",
            ...(!vocabulary.open && { enum: vocabulary.rules.map(({ id }) => id) }),
          },
          file,
          client,
          server,
          reason: { description: "Why it is all right", type: "string", minLength: 1 },
          until: {
            description: "The last day it holds, as 2027-03-31",
            type: "string",
            pattern: "^\\d{4}-\\d{2}-\\d{2}$",
          },
        },
        ["rule", "reason"],
      ),
    },
    allowStdio: {
      description: "Servers that stay on stdio: nothing is found against that, and --fix leaves them",
      type: "array",
      items: object(
        {
          server,
          file,
          client,
          reason: {
            title: "reason",
            description: "What one process per session is good for here",
            type: "string",
            enum: ["isolation", "crash-tolerance", "incompatible-dependencies", "single-tool"],
          },
          note: { description: "The reason in your own words", type: "string", minLength: 1 },
        },
        ["server", "reason"],
      ),
    },
    ports: { description: "Of your hub, as 18901-18926", type: "string", pattern: "^\\d{1,5}-\\d{1,5}$" },
    routing: {
      title: "way",
      description: "How clients tell servers of the hub apart: each by a port of its own, or by the path",
      type: "string",
      enum: ["port", "path"],
    },
    hub: object({
      bridge: {
        description: "Give clients that cannot take a URL, such as Claude Desktop, a bridge to the hub",
        type: "boolean",
      },
    }),
    estimate: estimateSchema(vocabulary.clients),
    sessions: { description: "Sessions you have open at one time", type: "integer", minimum: 1 },
    failOn: {
      title: "severity",
      description: "Exit with 1 from this severity on",
      type: "string",
      enum: ["error", "warning", "note", "never"],
    },
    maxWarnings: { description: "Exit with 1 above this many warnings", type: "integer", minimum: 0 },
    data: object({
      secrets: {
        description: "Regular expressions of secrets that only you have, by whose they are; they are masked everywhere",
        type: "object",
        additionalProperties: { type: "string", minLength: 1 },
      },
      sharing: {
        description: `What sessions can share of a server on the hub, by its package or program; ${wildcards}`,
        type: "object",
        additionalProperties: { title: "way", type: "string", enum: ["shared", "serial", "session"] },
      },
      endpoints: {
        description: "SSE endpoints, as host/path, and the URL over HTTP that took the place of each",
        type: "object",
        additionalProperties: { type: "string", pattern: "^https?://" },
      },
      retired: {
        description: "Packages that are given up, by name, and what to do instead: an instruction",
        type: "object",
        additionalProperties: { type: "string", minLength: 1 },
      },
    }),
  });
}

/** An object with these keys and no others. */
function object(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return {
    type: "object",
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function rulesSchema({ rules, open }: Vocabulary): JsonSchema {
  const any: JsonSchema = { anyOf: [severity, { type: "object", properties: { severity } }] };
  return {
    title: "rule",
    description: "By id: a severity, or an object with `severity` and the options of the rule",
    type: "object",
    properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    additionalProperties: open ? any : false,
  };
}

function ruleSchema({ options = {}, ...rule }: Rule): JsonSchema {
  const withOptions = { ...object({ severity, ...(options as Options) }), title: "option" };
  const { docs } = rule as Partial<Documented<Rule>>;
  return { ...(docs && { description: docs.summary }), anyOf: [severity, withOptions] };
}
