import path from "node:path";
import type { Definition } from "../manifest/manifest.ts";
import { expand } from "../manifest/variables.ts";
import type { Platform } from "../platform.ts";
import type { ProbeTarget } from "../probe/answer.ts";

/** A server as a client starts it: as it is written, with the variables of this process. `folder`: of its manifest. */
export function directTarget(
  { command, args, env, cwd }: Definition,
  folder: string,
  { env: own, home }: Platform,
): ProbeTarget {
  const filled = (text: string): string => expand(text, own).value;
  const place = (text: string): string =>
    path.resolve(
      folder,
      text.replace(/^~(?=[\\/]|$)/, () => home),
    );
  const isPath = /[\\/]/.test(command) && !command.startsWith("${");
  const inherited = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const given = Object.entries(env).map(([name, text]) => [name, filled(text)] as const);
  return {
    kind: "stdio",
    command: isPath ? place(filled(command)) : filled(command),
    args: args.map(filled),
    env: Object.fromEntries([...inherited, ...given]),
    cwd: cwd === undefined ? folder : place(filled(cwd)),
  };
}
