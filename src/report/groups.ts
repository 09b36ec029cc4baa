import type { Diagnostic } from "../engine/diagnostic.ts";
import { groupBy } from "../model/group.ts";
import type { Label, Snippet } from "./frame.ts";

/** Findings of one kind in one file, read as one. */
export type Group = readonly [Diagnostic, ...Diagnostic[]];

/** In the order of each group's first finding. */
export function groupsOf(diagnostics: readonly Diagnostic[]): readonly Group[] {
  const keyOf = ({ rule, messageId, severity, group, locations }: Diagnostic): string =>
    `${rule}\0${messageId}\0${severity}\0${group ?? ""}\0${locations[0].document.file}`;
  return [...groupBy(diagnostics, keyOf).values()];
}

/** One sentence for all of them. */
export function headlineOf(group: Group): string {
  const [first, ...others] = group;
  if (others.every(({ message }) => message === first.message)) return first.message;
  if (first.group !== undefined) return first.group.replaceAll("{{count}}", String(group.length));
  return `${first.message} (and ${others.length} more like it)`;
}

/** One snippet per file. Among several findings each label begins with its server, and says the same words once. */
export function snippetsOf(group: Group): readonly Snippet[] {
  const snippets = new Map<string, { first: Snippet; labels: [Label, ...Label[]] }>();
  const said = new Set<string>();
  for (const { server, locations } of group) {
    for (const [index, { source, document, span, label: words }] of locations.entries()) {
      const primary = index === 0;
      const isNew = words !== undefined && !said.has(words);
      if (group.length > 1 && isNew) said.add(words);
      const parts = [
        group.length > 1 && primary && server !== undefined ? `\`${server}\`` : undefined,
        isNew ? words : undefined,
      ];
      const text = parts.filter((part) => part !== undefined).join(": ");
      const label: Label = text === "" ? { span, primary } : { span, text, primary };
      const known = snippets.get(document.file);
      if (known) known.labels.push(label);
      else {
        const labels: [Label] = [label];
        snippets.set(document.file, { first: { shown: source.shown, document, labels }, labels });
      }
    }
  }
  return Array.from(snippets.values(), ({ first }) => first);
}
