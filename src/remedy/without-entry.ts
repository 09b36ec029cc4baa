import type { Fix } from "../fix/fix.ts";
import type { ServerEntry } from "../model/entry.ts";

/** Takes an entry out; its comments stay. Unsafe: permissions and prompts may name it. */
export function withoutEntry({ document, path, name }: ServerEntry): Fix {
  return {
    title: `take \`${name.value}\` out`,
    safety: "unsafe",
    ops: [{ op: "remove", file: document.file, path }],
  };
}
