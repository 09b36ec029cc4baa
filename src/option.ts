import type { JsonSchema } from "./json-schema.ts";

/**
 * An option of a rule: the schema of its values, with the value it has where the config says nothing. The default carries
 * the type, so that a rule need not state it again.
 */
export interface Option<Value> extends JsonSchema {
  readonly description: string;
  readonly default: Value;
}

export type Options = Readonly<Record<string, Option<unknown>>>;

/** What a rule with these options is given. */
export type OptionValues<O extends Options> = { readonly [Name in keyof O]: O[Name]["default"] };

/** The values where the config says nothing. */
export function defaultsOf<O extends Options>(options: O): OptionValues<O> {
  const defaults = Object.entries(options).map(([name, option]) => [name, option.default]);
  return Object.fromEntries(defaults) as OptionValues<O>;
}

export function flag(description: string, value: boolean): Option<boolean> {
  return { type: "boolean", description, default: value };
}

/** `pattern`: a regular expression that the text has to match somewhere. */
export function text(description: string, value: string, limits: Pick<JsonSchema, "pattern"> = {}): Option<string> {
  return { type: "string", description, ...limits, default: value };
}

/** Any number of texts; none where no default is given. */
export function texts(description: string, value: readonly string[] = []): Option<readonly string[]> {
  return { type: "array", description, items: { type: "string", minLength: 1 }, default: value };
}

export function choice<const Value extends string>(
  description: string,
  values: readonly Value[],
  value: NoInfer<Value>,
): Option<Value> {
  return { type: "string", description, enum: values, default: value };
}

type Limits = Pick<JsonSchema, "minimum" | "maximum">;

/** Both limits are inclusive. */
export function integer(description: string, value: number, limits: Limits = {}): Option<number> {
  return { type: "integer", description, ...limits, default: value };
}

/** Both limits are inclusive. */
export function number(description: string, value: number, limits: Limits = {}): Option<number> {
  return { type: "number", description, ...limits, default: value };
}

/** A text for each of any number of names. */
export function textMap(
  description: string,
  value: Readonly<Record<string, string>> = {},
): Option<Readonly<Record<string, string>>> {
  return { type: "object", description, additionalProperties: { type: "string" }, default: value };
}
