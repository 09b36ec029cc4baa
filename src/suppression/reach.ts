import { nodeAt, plainOf, type Node } from "../document/document.ts";
import { fileMatcher, reaching, type Place } from "../engine/place.ts";
import { isEditable } from "../model/broken.ts";
import { quotedList } from "../model/spelling.ts";
import type { AllowedStdio, Override, Reach, SuppressingConfig } from "../settings.ts";
import type { IdleSuppression, Supporting } from "./suppression.ts";

/** What a config sets for some files, clients or servers, none of which is there. */
export function unreachedIn(
  { document }: Supporting,
  { path }: SuppressingConfig,
  isThere: (reach: Reach) => boolean,
): readonly IdleSuppression[] {
  const unreached = (key: "overrides" | "allowStdio", reachOf: (item: Node) => Reach): readonly IdleSuppression[] => {
    const list = nodeAt(document.root, [...path, key]);
    return (list?.kind === "array" ? list.items : []).flatMap((item, index): readonly IdleSuppression[] => {
      const reach = reachOf(item);
      if (Object.keys(reach).length === 0 || isThere(reach)) return [];
      const itemPath = [...path, key, index];
      return [
        {
          why: "nowhere",
          kind: "config",
          place: { document, path: itemPath, span: item.span },
          detail: key === "overrides" ? `sets rules for ${named(reach)}` : `keeps ${named(reach)} on stdio`,
          hint: "correct what it names, or take it out",
          ...(isEditable(document) && { ops: [{ op: "remove", file: document.file, path: itemPath }] as const }),
        },
      ];
    });
  };
  return [
    ...unreached("overrides", (item) => {
      const { rules: _, ...reach } = plainOf(item) as unknown as Override;
      return reach;
    }),
    ...unreached("allowStdio", (item) => {
      const { server, file, client } = plainOf(item) as unknown as AllowedStdio;
      return { servers: [server], ...(client !== undefined && { clients: [client] }), ...(file && { files: [file] }) };
    }),
  ];
}

/** Files that a run does not look at: what lies in them, it cannot know. */
export interface Hidden {
  /** Files and folders that were passed over. */
  readonly paths: readonly string[];
  /** Whether .gitignore leaves a path out, which may then be there for others only. */
  isIgnored(path: string): boolean;
}

/** Is something within reach, or may it be? */
export function isWithin(reach: Reach, places: readonly Place[], { paths, isIgnored }: Hidden): boolean {
  if (places.some(reaching(reach))) return true;
  const { files } = reach;
  if (files === undefined) return paths.length > 0;
  const isNamed = fileMatcher(files);
  const fromRoot = files.map((file) => file.replace(/^\//, ""));
  return (
    paths.some((path) => isNamed(path) || fromRoot.some((file) => file.startsWith(`${path}/`))) ||
    fromRoot.some((file) => !file.startsWith("!") && isIgnored(file))
  );
}

function named({ servers, clients, files }: Reach): string {
  const parts = [
    servers && `${servers.length === 1 ? "the server" : "the servers"} ${quotedList(servers)}`,
    clients && `${clients.length === 1 ? "the client" : "the clients"} ${quotedList(clients)}`,
    files && quotedList(files),
  ];
  return parts.filter((part) => part !== undefined).join(" in ");
}
