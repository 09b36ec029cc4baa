import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { clients } from "../../src/clients/index.ts";
import { configSchema, publishedSchema } from "../../src/config/schema.ts";
import { problemsOf } from "../../src/config/validate.ts";
import { parserOf } from "../../src/document/json.ts";
import { option } from "../../src/index.ts";
import type { JsonSchema } from "../../src/json-schema.ts";
import type { Options } from "../../src/option.ts";

const vocabulary = { rules, clients: clients.map(({ id }) => id) };

it("the published schema is one, and takes rules of plugins", () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(publishedSchema(vocabulary));
  expect(
    validate({ $schema: "x", extends: "strict", rules: { "http-only": "off", "acme/own": { severity: "on" } } }),
  ).toBe(true);
  expect(validate({ rules: { "http-only": "of" } })).toBe(false);
  expect(validate({ rulez: {} })).toBe(false);
});

/** A config that is right, or nearly. */
const configs = ((): fc.Arbitrary<unknown> => {
  const word = fc.constantFrom(
    "off",
    "on",
    "note",
    "warning",
    "error",
    "isolation",
    "port",
    "18901-18926",
    "cursor",
    "eror",
    "",
    "auto",
  );
  const key = fc.constantFrom(
    ..."rules overrides files clients servers allowStdio server reason ports sessions http-only severity estimate".split(
      " ",
    ),
    ..."budget ram data secrets extends hub profiles memory factors launchers npx processes plugins exclude x".split(
      " ",
    ),
  );
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "medium", maxDepth: 6 },
      word,
      fc.constantFrom<unknown>(0, 1, 2.5, true, null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    ),
  })).value;
})();

it("what we find wrong is what any validator of JSON Schema finds wrong", () => {
  const schema = configSchema(vocabulary);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  const parse = parserOf("json");
  const isRight = (value: unknown): boolean => {
    const root = parse("config.json", JSON.stringify(value)).root!;
    return problemsOf(root, schema).length === 0;
  };
  fc.assert(
    fc.property(configs, (value) => {
      expect(isRight(value)).toBe(validate(value));
    }),
    { numRuns: 2000 },
  );
});

it("every option of a rule has a description, and a default that fits it", () => {
  const declared = rules.flatMap(({ options = {} }) => Object.entries(options as Options));
  const samples: Options = {
    flag: option.flag("On", true),
    text: option.text("A text", "a", { pattern: "^a" }),
    texts: option.texts("Texts", ["a"]),
    choice: option.choice("One", ["a", "b"], "b"),
    integer: option.integer("A number", 3, { minimum: 1, maximum: 3 }),
    number: option.number("A number", 0.5),
    textMap: option.textMap("Texts", { a: "b" }),
  };
  for (const [name, each] of [...declared, ...Object.entries(samples)]) {
    const root = parserOf("json")("x", JSON.stringify(each.default)).root!;
    expect(name).not.toBe("severity");
    expect(each.description).toMatch(/\S/);
    expect(problemsOf(root, each as JsonSchema)).toEqual([]);
  }
});
