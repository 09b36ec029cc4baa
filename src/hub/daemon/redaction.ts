import * as json from "../../document/json.ts";
import { expand } from "../../manifest/variables.ts";
import type { Platform } from "../../platform.ts";
import { createRedactor } from "../../report/redact.ts";
import type { ServedManifest } from "./manifests.ts";

/** Masks the secrets of manifests: those written in them, and those that their variables stand for. */
export function redactionOf(manifests: readonly ServedManifest[], { env }: Platform): (text: string) => string {
  const parse = json.parserOf("json");
  const documents = manifests.flatMap(({ file, document, servers }) => {
    const filled = (text: string): string => expand(text, env).value;
    const started = servers.map(({ name, command, args, env: variables }) => [
      name,
      {
        command: filled(command),
        args: args.map(filled),
        env: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, filled(value)])),
      },
    ]);
    const expanded = parse(file, JSON.stringify({ mcpServers: Object.fromEntries(started) }));
    return document ? [document, expanded] : [];
  });
  const { redact } = createRedactor(documents);
  return redact;
}
