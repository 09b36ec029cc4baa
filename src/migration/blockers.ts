import { hostedClients } from "../data/hosted-clients.ts";
import { memberOf, type Member } from "../document/document.ts";
import { isEditable } from "../model/broken.ts";
import type { Reading, ServerEntry } from "../model/entry.ts";
import { refuse, type Refused } from "./reasons.ts";

/**
 * What forbids to rewrite an entry, whatever it starts. `readings`: those in which it starts a process, or would were it
 * switched on. `bridge`: clients without HTTP may be given one.
 */
export function blockerOf(
  entry: ServerEntry,
  readings: readonly [Reading, ...Reading[]],
  bridge: boolean,
): Refused | undefined {
  const [first] = readings;
  if (entry.source.example) return refuse("example", first);
  if (entry.source.generated) return refuse("generated-file", first, entry.source.madeFrom);
  if (!isEditable(entry.document)) return refuse("broken-file", first);
  const third = readings.find(({ client }) => client.certainty === "one-third-party");
  if (third) return refuse("uncertain-client", third);
  const hosted = readings.find(({ client }) => Object.hasOwn(hostedClients, client.id));
  if (hosted) return refuse("hosted-client", hosted);
  const kept = readings.find(({ file }) => file.rewrite === "never");
  if (kept) return refuse(kept.file.scope === "managed" ? "managed-file" : "unwritable-file", kept);
  const stdioOnly = readings.find(({ dialect }) => !dialect.http);
  if (stdioOnly && !(bridge && needsBridge(readings))) return refuse("no-http", stdioOnly);
  return optionBlocker(entry, first);
}

/** Whether no client of an entry can take a URL. */
export function needsBridge(readings: readonly Reading[]): boolean {
  return readings.every(({ dialect }) => !dialect.http && dialect.stdio?.command === "command");
}

/** Options with which a client starts a server in a way that a hub cannot. */
function optionBlocker({ node, rest }: ServerEntry, reading: Reading): Refused | undefined {
  if (rest.length === 0) return undefined;
  for (const { key, blocks, reason } of options) {
    const member = memberOf(node, key);
    if (member && blocks(member)) return refuse(reason, reading, key);
  }
  return undefined;
}

const isOn = ({ value }: Member): boolean => value.kind === "scalar" && value.value === true;
const isText = ({ value }: Member): boolean =>
  value.kind === "scalar" && typeof value.value === "string" && value.value !== "";
const isFilled = ({ value }: Member): boolean => value.kind === "array" && value.items.length > 0;
const namesSources = ({ value }: Member): boolean =>
  value.kind === "array" && value.items.some((item) => item.kind !== "scalar");

const options = [
  { key: "envFile", blocks: isText, reason: "env-file" },
  { key: "env_file", blocks: isText, reason: "env-file" },
  { key: "env_keys", blocks: isFilled, reason: "client-reference" },
  { key: "env_vars", blocks: namesSources, reason: "client-option" },
  { key: "environment_id", blocks: isText, reason: "client-option" },
  { key: "sandboxEnabled", blocks: isOn, reason: "client-option" },
  { key: "useShellInterpolation", blocks: isOn, reason: "client-option" },
  { key: "remote", blocks: isOn, reason: "client-option" },
] as const;
