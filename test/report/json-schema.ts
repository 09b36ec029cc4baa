interface Schema {
  readonly [keyword: string]: unknown;
}

const notes: ReadonlySet<string> = new Set(["$schema", "$defs", "title", "description"]);

/** Where a value breaks a schema, in words; for the keywords that our schemas use, and an error for any other. */
export function violationsOf(value: unknown, schema: Schema, root: Schema = schema, at = "$"): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, expected]): readonly string[] => {
    if (notes.has(keyword)) return [];
    switch (keyword) {
      case "$ref":
        return violationsOf(value, definition(root, expected as string), root, at);
      case "type":
        return isOfType(value, [expected].flat()) ? [] : [`${at} is no ${String(expected)}`];
      case "const":
        return value === expected ? [] : [`${at} is not ${String(expected)}`];
      case "enum":
        return (expected as unknown[]).includes(value) ? [] : [`${at} is none of ${String(expected)}`];
      case "minimum":
        return (value as number) >= (expected as number) ? [] : [`${at} is less than ${String(expected)}`];
      case "maximum":
        return (value as number) <= (expected as number) ? [] : [`${at} is more than ${String(expected)}`];
      case "anyOf":
        return (expected as Schema[]).some((each) => violationsOf(value, each, root, at).length === 0)
          ? []
          : [`${at} is none of what it may be`];
      case "additionalProperties":
        return Object.entries(value as object).flatMap(([key, member]) =>
          violationsOf(member, expected as Schema, root, `${at}.${key}`),
        );
      case "minItems":
        return (value as unknown[]).length >= (expected as number) ? [] : [`${at} is too short`];
      case "items":
        return (value as unknown[]).flatMap((item, i) => violationsOf(item, expected as Schema, root, `${at}[${i}]`));
      case "required":
        return (expected as string[])
          .filter((key) => !Object.hasOwn(value as object, key))
          .map((key) => `${at}.${key} is missing`);
      case "properties":
        return Object.entries(value as object).flatMap(([key, member]) => {
          const known = (expected as Record<string, Schema>)[key];
          // Fields may be added, but not without the schema.
          return known ? violationsOf(member, known, root, `${at}.${key}`) : [`${at}.${key} is not in the schema`];
        });
      default:
        throw new Error(`This validator does not know ${keyword}`);
    }
  });
}

function definition(root: Schema, reference: string): Schema {
  return (root["$defs"] as Record<string, Schema>)[reference.replace("#/$defs/", "")]!;
}

function isOfType(value: unknown, types: readonly unknown[]): boolean {
  return types.includes(typeOf(value)) || (types.includes("number") && typeof value === "number");
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (value === null) return "null";
  return Number.isInteger(value) ? "integer" : typeof value;
}
