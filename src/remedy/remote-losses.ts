import type { VendorRemote } from "../data/vendor-remotes.ts";
import type { ServerEntry } from "../model/entry.ts";
import { quotedList } from "../model/spelling.ts";

/** Settings with which a server works against another installation than the vendor's own. */
const elsewhere = /(?:^|[-_])(?:host|url|base|endpoint|server|gateway|proxy|ca|cert|region)(?:$|[-_])/i;

/** Whether an entry talks to an installation of its own, so that what the vendor runs is no replacement. */
export function isSelfHosted({ launch, env }: ServerEntry): boolean {
  const flags = (launch?.serverArgs ?? []).map(({ value }) => value.split("=", 1)[0]!).filter(isFlag);
  return [...flags, ...env.map(({ name }) => name)].some((name) => elsewhere.test(name.replace(/^-+/, "")));
}

/** What an entry says that has no counterpart at the vendor's own server, and what has one: a sentence each. */
export function lossesOf({ launch, env }: ServerEntry, { args = {}, tokens = [] }: VendorRemote): readonly string[] {
  const flags = [...new Set((launch?.serverArgs ?? []).map(({ value }) => value.split("=", 1)[0]!).filter(isFlag))];
  const lost = [
    ...flags.filter((flag) => !Object.hasOwn(args, flag)),
    ...env.map(({ name }) => name).filter((name) => !tokens.includes(name)),
  ];
  return [
    ...flags.flatMap((flag) => (Object.hasOwn(args, flag) ? [`\`${flag}\` becomes ${args[flag]} there`] : [])),
    ...(lost.length > 0 ? [`${quotedList(lost)} would be lost`] : []),
  ];
}

function isFlag(word: string): boolean {
  return /^--?[A-Za-z]/.test(word);
}
