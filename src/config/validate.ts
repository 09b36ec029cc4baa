import { nearest } from "../discover/suggestion.ts";
import type { Member, Node, ObjectNode, ScalarNode } from "../document/document.ts";
import type { JsonSchema } from "../json-schema.ts";
import type { ConfigProblem } from "./problem.ts";

/** What is wrong with a value, measured by a schema; in the order of the text. */
export function problemsOf(node: Node, schema: JsonSchema): readonly ConfigProblem[] {
  if (schema.anyOf) {
    const meant = schema.anyOf.find(({ type }) => type === undefined || isOfType(node, type));
    return meant ? problemsOf(node, meant) : [wrongType(node, schema.anyOf)];
  }
  if (schema.type !== undefined && !isOfType(node, schema.type)) return [wrongType(node, [schema])];
  switch (node.kind) {
    case "object":
      return objectProblems(node, schema);
    case "array": {
      const { items, minItems = 0, maxItems = Infinity } = schema;
      if (node.items.length < minItems || node.items.length > maxItems) {
        const count = minItems === maxItems ? `${minItems}` : `at least ${minItems}`;
        return [{ span: node.span, message: `the list has to have ${count} ${minItems === 1 ? "item" : "items"}` }];
      }
      return items ? node.items.flatMap((item) => problemsOf(item, items)) : [];
    }
    case "scalar":
      return scalarProblems(node, schema);
  }
}

function objectProblems(node: ObjectNode, schema: JsonSchema): readonly ConfigProblem[] {
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const seen = new Set<string>();
  const problems = node.members.flatMap((member): readonly ConfigProblem[] => {
    const { key, keySpan, value } = member;
    if (seen.has(key)) return [{ span: keySpan, message: `\`${key}\` stands here a second time` }];
    seen.add(key);
    const known = Object.hasOwn(properties, key) ? properties[key] : others;
    if (known === undefined) return [];
    return known === false ? [unknownKey(member, Object.keys(properties), schema)] : problemsOf(value, known);
  });
  const missing = required.filter((key) => !seen.has(key));
  if (missing.length === 0) return problems;
  const message = `${missing.map((key) => `\`${key}\``).join(" and ")} ${missing.length > 1 ? "are" : "is"} missing`;
  return [{ span: node.span, message }, ...problems];
}

function unknownKey({ key, keySpan }: Member, known: readonly string[], { title }: JsonSchema): ConfigProblem {
  const meant = nearest(key, known);
  const hint = meant === undefined ? listed(known) : `did you mean \`${meant}\`?`;
  return { span: keySpan, message: `there is no ${title ?? "key"} \`${key}\``, hint };
}

function scalarProblems(node: ScalarNode, schema: JsonSchema): readonly ConfigProblem[] {
  const { span, value } = node;
  const problem = (message: string, hint?: string): readonly ConfigProblem[] => [
    { span, message, ...(hint !== undefined && { hint }) },
  ];
  const { enum: words, minLength = 0, minimum = -Infinity, maximum = Infinity, pattern } = schema;
  if (typeof value === "string") {
    if (words && !words.includes(value)) {
      const meant = nearest(value, words);
      const hint = meant === undefined ? listed(words) : `did you mean \`${meant}\`?`;
      return problem(`there is no ${schema.title ?? "choice"} \`${value}\``, hint);
    }
    if (value.length < minLength) return problem("the text is empty");
    if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) {
      return problem("the text does not have the form that is expected here", schema.description);
    }
  }
  if (typeof value === "number" && (value < minimum || value > maximum)) {
    const limits = maximum === Infinity ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
    return problem(`the number has to be ${limits}`);
  }
  return [];
}

function isOfType(node: Node, type: NonNullable<JsonSchema["type"]>): boolean {
  switch (type) {
    case "object":
    case "array":
      return node.kind === type;
    case "integer":
      return node.kind === "scalar" && Number.isInteger(node.value);
    default:
      return node.kind === "scalar" && typeof node.value === type;
  }
}

const typeNames: Readonly<Record<NonNullable<JsonSchema["type"]>, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function wrongType({ span }: Node, schemas: readonly JsonSchema[]): ConfigProblem {
  const names = schemas.flatMap(({ type }) => (type === undefined ? [] : [typeNames[type]]));
  const [description] = schemas.flatMap((schema) => schema.description ?? []);
  return {
    span,
    message: `this has to be ${names.join(" or ")}`,
    ...(description !== undefined && { hint: description }),
  };
}

/** Many words help nobody. */
const MOST = 24;

function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST).map((word) => `\`${word}\``);
  return `known: ${shown.join(", ")}${words.length > MOST ? ", …" : ""}`;
}
