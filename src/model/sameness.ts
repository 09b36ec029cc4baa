import { oncePer } from "../once-per.ts";
import type { ServerEntry } from "./entry.ts";
import type { Launch } from "./launch.ts";
import { portOf, targetOf, type Target } from "./target.ts";
import { isLoopback, parseUrl } from "./url.ts";

/**
 * Equal for two entries that lead to the same server with the same arguments and credentials, whatever launcher, version
 * or bridge they come by; undefined where nothing can be said. Never shown: it holds values.
 */
export const serverKeyOf: (entry: ServerEntry) => string | undefined = oncePer((entry) => {
  const { launch, env, cwd, headers } = entry;
  const target = targetOf(entry);
  if (target) {
    const words = launch?.bridge ? launch.serverArgs.filter(({ value }) => value !== target.word.value) : [];
    const sent = [...headers.map(({ name, value }) => `${name.toLowerCase()}: ${value}`).sort(), ...words.map(valueOf)];
    return JSON.stringify([addressOf(target), sent, entry.url ? [] : variablesOf(entry)]);
  }
  const found = launch?.package;
  if (!launch || !found || found.registry === "path") return entry.identity;
  // What a container is given stands before its image.
  const flags = found.registry === "oci" ? launch.flags.map(valueOf) : [];
  return JSON.stringify([
    found.registry,
    found.name,
    flags,
    launch.serverArgs.map(valueOf),
    variablesOf({ env }),
    cwd?.value ?? "",
  ]);
});

/** What two entries of one name do not agree on, as people say it; undefined where they agree or cannot be compared. */
export function differenceOf(one: ServerEntry, other: ServerEntry): string | undefined {
  const [address, otherAddress] = [one, other].map((entry) => {
    const target = targetOf(entry);
    return target && addressOf(target);
  });
  if (address !== undefined || otherAddress !== undefined) {
    // A URL in one client and a command in another: some clients have only one of the two.
    return address !== undefined && otherAddress !== undefined && address !== otherAddress ? "address" : undefined;
  }
  const [launch, otherLaunch] = [one.launch, other.launch];
  if (!launch || !otherLaunch) return undefined;
  if (programOf(launch) !== programOf(otherLaunch)) {
    return launch.package && otherLaunch.package ? "package" : "command";
  }
  if ((launch.package?.version ?? "") !== (otherLaunch.package?.version ?? "")) return "version";
  const isSame = JSON.stringify(launch.serverArgs.map(valueOf)) === JSON.stringify(otherLaunch.serverArgs.map(valueOf));
  return isSame ? undefined : "arguments";
}

function programOf({ package: found, program }: Launch): string {
  return found && found.registry !== "path" ? `${found.registry} ${found.name}` : (found?.name ?? program.value);
}

/** Of a URL: without what makes no difference. */
function addressOf({ word, url }: Target): string {
  const host = url.host?.value.toLowerCase() ?? "";
  const { path, query } = parseUrl(word.value);
  const place = isLoopback(host)
    ? `this machine:${portOf(url) ?? url.port?.value}`
    : `${host}:${portOf(url) ?? url.port?.value}`;
  return `${place}${path.value.replace(/\/$/, "")}?${query?.value ?? ""}`;
}

function variablesOf({ env }: Pick<ServerEntry, "env">): readonly string[] {
  return env.map(({ name, value }) => `${name}=${value}`).sort();
}

function valueOf({ value }: { readonly value: string }): string {
  return value;
}
