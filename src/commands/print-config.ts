import { rules as builtIn } from "../../rules/index.ts";
import { placesIn, settingsByPlace, type Place } from "../engine/place.ts";
import { severityWith } from "../engine/severity.ts";
import { UserError } from "../errors.ts";
import { defaultsOf, type Options } from "../option.ts";
import { lint, namesFor, type Selection } from "../run.ts";
import type { Settings } from "../settings.ts";
import { openOutput, thisHost } from "./output.ts";

/** `mcp-lint --print-config FILE`: what holds for a file, and for those of its servers for which something else does. */
export async function printConfig(file: string, selection: Selection, settings: Settings): Promise<number> {
  const { project } = await lint({ ...selection, paths: [file] }, settings, thisHost());
  const [modelled] = project.documents;
  if (!modelled) throw new UserError(`no client is known to read ${file}`, "--client ID says which one does");
  const { ofSource, ofEntry } = placesIn(namesFor(selection, thisHost()));
  const place = ofSource(modelled.source);
  const ofFile = rulesAt(place, settings);
  const servers = modelled.entries.flatMap((entry) => {
    const differing = Object.entries(rulesAt(ofEntry(entry), settings)).filter(
      ([id, value]) => JSON.stringify(value) !== JSON.stringify(ofFile[id]),
    );
    return differing.length > 0 ? [[entry.name.value, Object.fromEntries(differing)] as const] : [];
  });
  const { preset, ports, routing = "port", sessions } = settings;
  const { write } = openOutput();
  const { file: name, clients } = place;
  const range = `${ports.from}-${ports.to}`;
  const shown = { file: name, clients, preset, ports: range, routing, sessions, rules: ofFile };
  const all = servers.length > 0 ? { ...shown, servers: Object.fromEntries(servers) } : shown;
  await write(JSON.stringify(all, undefined, 2));
  return 0;
}

type Shown = string | Readonly<Record<string, unknown>>;

/** As a config spells it, with every option. */
function rulesAt(place: Place, settings: Settings): Readonly<Record<string, Shown>> {
  const settingOf = settingsByPlace(settings);
  const rules = [...builtIn, ...(settings.ownRules ?? [])];
  return Object.fromEntries(
    rules.map((rule): [string, Shown] => {
      const setting = settingOf(rule.id, place);
      const worth = severityWith(setting, rule, settings.preset);
      const severity = worth === undefined ? "off" : worth === "own" ? "on" : worth;
      const options = { ...defaultsOf((rule.options ?? {}) as Options), ...setting?.options };
      return [rule.id, Object.keys(options).length > 0 ? { severity, ...options } : severity];
    }),
  );
}
