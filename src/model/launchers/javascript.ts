import type { Word } from "../launch.ts";
import { denoPackage } from "../packages/deno.ts";
import { pathPackage } from "../packages/package.ts";
import { flagsWithValues, readFlags, type FlagGrammar } from "./flags.ts";
import { direct, launched, type Launched } from "./launched.ts";
import { runPackage } from "./npm.ts";

const inline = ["-e", "--eval", "-p", "--print", "-pe"];

const node: FlagGrammar = {
  ...flagsWithValues(`
  -r --require --import --loader --experimental-loader -C --conditions --env-file --env-file-if-exists
  --watch-path --tsconfig --title --icu-data-dir --openssl-config ${inline.join(" ")}
`),
  last: inline,
};
const bun: FlagGrammar = {
  ...flagsWithValues(`--cwd -r --preload --env-file -c --config --filter -F ${inline.join(" ")}`),
  last: inline,
};
const deno = flagsWithValues("-c --config --import-map --cert --location --seed -L --log-level");

/** node, and tsx or ts-node, which are node with a loader. */
export function launchNode(words: readonly Word[]): Launched {
  const watched = words[1]?.value === "watch" ? 2 : 1;
  return runScript("node", words, watched, node);
}

/** bun: a script, a script of package.json, or `bun x` for a package. */
export function launchBun(words: readonly Word[]): Launched {
  const { flags, end } = readFlags(words, 1, bun);
  if (words[end]?.value === "x") return runPackage("bunx", words, end + 1, flags);
  return runScript("bun", words, words[end]?.value === "run" ? end + 1 : 1, bun);
}

function runScript(launcher: "node" | "bun", words: readonly Word[], start: number, grammar: FlagGrammar): Launched {
  const { flags, end } = readFlags(words, start, grammar);
  if (flags.some(({ name }) => inline.includes(name))) {
    return launched(launcher, words.slice(1, end), undefined, words.slice(end));
  }
  const word = words[end];
  // A bare word after `bun run` names a script of package.json.
  const isFile = word && (launcher === "node" || /[\\/]|\.[a-z]+$/i.test(word.value));
  return launched(launcher, words.slice(1, end + 1), isFile ? pathPackage(word) : undefined, words.slice(end + 1));
}

/** `deno run`, `deno x`. */
export function launchDeno(words: readonly Word[]): Launched {
  const sub = readFlags(words, 1, deno).end;
  const name = words[sub]?.value;
  if (name !== "run" && name !== "x") return direct("deno", words);
  const { end } = readFlags(words, sub + 1, deno);
  const word = words[end];
  return launched("deno", words.slice(1, end + 1), word && denoPackage(word), words.slice(end + 1));
}
