import type { Source } from "../discover/source.ts";
import { nodeAt, plainOf, type Node } from "../document/document.ts";
import type { Op } from "../edit/op.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import { placesIn, reaching, type Place } from "../engine/place.ts";
import { isEditable } from "../model/broken.ts";
import type { Ignore, SuppressingConfig } from "../settings.ts";
import type { IdleSuppression, Supporting, Suppressor } from "./suppression.ts";

/** What the config accepts by name. */
export function ignoresIn(
  { document }: Supporting,
  { path }: SuppressingConfig,
  today: string,
  nameOf: (source: Source) => string,
  wasAsked: (rule: string, isMeant: (place: Place) => boolean) => boolean,
): { readonly suppressors: readonly Suppressor[]; readonly idle: readonly IdleSuppression[] } {
  const list = nodeAt(document.root, [...path, "ignores"]);
  const items: readonly Node[] = list?.kind === "array" ? list.items : [];
  const { ofSource } = placesIn(nameOf);
  const suppressors: Suppressor[] = [];
  const idle: IdleSuppression[] = [];
  for (const [index, item] of items.entries()) {
    const { rule, file, client, server, reason, until } = plainOf(item) as unknown as Ignore;
    const itemPath = [...path, "ignores", index];
    const place = { document, path: itemPath, span: item.span };
    const ops: readonly [Op] = [{ op: "remove", file: document.file, path: itemPath }];
    if (until !== undefined && until < today) {
      const fix = isEditable(document) && { ops };
      idle.push({ why: "expired", kind: "config", place, detail: `\`${rule}\` until ${until}`, ...fix });
      continue;
    }
    const isMeant = reaching({
      ...(file !== undefined && { files: [file] }),
      ...(client !== undefined && { clients: [client] }),
      ...(server !== undefined && { servers: [server] }),
    });
    suppressors.push({
      kind: "config",
      reason,
      rules: [rule],
      place,
      covers: (found: Diagnostic) => {
        const at = ofSource(found.locations[0].source);
        return found.rule === rule && isMeant(found.server === undefined ? at : { ...at, server: found.server });
      },
      wasAsked: () => wasAsked(rule, isMeant),
      without: () => (isEditable(document) ? ops : undefined),
    });
  }
  return { suppressors, idle };
}
