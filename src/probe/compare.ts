import { isDeepStrictEqual } from "node:util";
import type { Item, ServerAnswer } from "./answer.ts";

/**
 * What a server offers when it is started directly and not in the same way elsewhere: one clause each, empty where all of
 * it is there. What is offered beyond it harms nobody.
 */
export function differences(direct: ServerAnswer, elsewhere: ServerAnswer): readonly string[] {
  const lists = [
    ["tool", "name", direct.tools, elsewhere.tools],
    ["prompt", "name", direct.prompts, elsewhere.prompts],
    ["resource", "uri", direct.resources, elsewhere.resources],
    ["resource template", "uriTemplate", direct.resourceTemplates, elsewhere.resourceTemplates],
  ] as const;
  return [
    ...(direct.server.name === elsewhere.server.name
      ? []
      : [`another server answers: ${String(elsewhere.server.name)} instead of ${String(direct.server.name)}`]),
    ...(direct.instructions === elsewhere.instructions ? [] : ["its instructions differ"]),
    ...lists.flatMap(([noun, key, expected, found]) => differencesIn(noun, key, expected, found)),
  ];
}

function differencesIn(
  noun: string,
  key: string,
  expected: readonly Item[],
  found: readonly Item[],
): readonly string[] {
  const byName = new Map(found.map((item) => [item[key], item]));
  const missing = expected.filter((item) => !byName.has(item[key]));
  const changed = expected.filter((item) => byName.has(item[key]) && !isDeepStrictEqual(byName.get(item[key]), item));
  const named = (items: readonly Item[]): string => items.map((item) => `\`${String(item[key])}\``).join(", ");
  const plural = ({ length }: readonly Item[]): string => (length === 1 ? noun : `${noun}s`);
  return [
    ...(missing.length > 0
      ? [`the ${plural(missing)} ${named(missing)} ${missing.length === 1 ? "is" : "are"} missing`]
      : []),
    ...(changed.length > 0
      ? [`the ${plural(changed)} ${named(changed)} ${changed.length === 1 ? "is" : "are"} described in another way`]
      : []),
  ];
}
