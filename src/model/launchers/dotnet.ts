import type { Word } from "../launch.ts";
import { nugetPackage } from "../packages/nuget.ts";
import { flagsWithValues, readFlags, valuesOf } from "./flags.ts";
import { direct, launched, type Launched } from "./launched.ts";

const grammar = flagsWithValues(`
  --version -v --verbosity --source --add-source --configfile --framework --arch -a
`);

/** `dnx`, `dotnet dnx`, `dotnet tool exec`: install a tool and run it. Its flags may stand on both sides of the name. */
export function launchDotnet(program: string, words: readonly Word[]): Launched {
  const [first, second] = [words[1]?.value, words[2]?.value];
  if (program === "dnx") return runTool(words, 1);
  if (first === "dnx") return runTool(words, 2);
  if (first === "tool" && (second === "exec" || second === "execute")) return runTool(words, 3);
  return direct("executable", words);
}

function runTool(words: readonly Word[], start: number): Launched {
  const before = readFlags(words, start, grammar);
  const word = words[before.end];
  const after = readFlags(words, before.end + 1, grammar);
  const version = valuesOf([...before.flags, ...after.flags], "--version")[0];
  const tool = word && nugetPackage(word, version);
  return launched("dnx", words.slice(1, after.end), tool, words.slice(after.end));
}
