/**
 * The part of JSON Schema 2020-12 that our own schemas are written in. Plain data: published as it is, and checked against
 * by `config/validate.ts`.
 */
export interface JsonSchema {
  /** What a key or a choice of this place is, in an error about one that is not known: "rule", "client". */
  readonly title?: string;
  /** Read by people, in editors and in the documentation. */
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** `false`: no other keys. */
  readonly additionalProperties?: JsonSchema | false;
  /** The first whose `type` fits is the one that is meant. */
  readonly anyOf?: readonly JsonSchema[];
}
