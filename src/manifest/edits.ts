import { manifestSchemaUrl } from "../about.ts";
import { memberOf, nodeAt, plainOf, type Path, type Plain } from "../document/document.ts";
import type { Op } from "../edit/op.ts";
import type { HubPlace } from "../model/entry.ts";
import { runningOf, type HubServer, type Origin } from "./manifest.ts";

/** What a manifest is before the first server. */
const skeleton = `{
  "$schema": ${JSON.stringify(manifestSchemaUrl)},
  "servers": {},
  "origins": {}
}
`;

/** What must be there before a server or an origin can be written; the same ops for every one of them. */
export function preparing({ file, document }: HubPlace): readonly Op[] {
  if (!document) return [{ op: "create", file, text: skeleton }];
  return ["servers", "origins"].flatMap((key): readonly Op[] =>
    memberOf(document.root, key) ? [] : [{ op: "insert", file, path: [key], value: {} }],
  );
}

/** Adds a server, or gives the one of that name another definition. */
export function recordingServer(server: Omit<HubServer, "ejected">, place: HubPlace): readonly Op[] {
  const { name, port, command, args, env, cwd } = server;
  const value = {
    port,
    command,
    ...(args.length > 0 && { args }),
    ...(Object.keys(env).length > 0 && { env }),
    ...(cwd !== undefined && { cwd }),
    ...runningOf(server),
  };
  return writing(["servers", name], value as Plain, place);
}

/** Remembers where a server came from; keyed by that place, so that moves of several entries do not get in each other's way. */
export function recordingOrigin(origin: Origin, place: HubPlace): readonly Op[] {
  const pointer = origin.path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return writing(["origins", `${origin.file}#${pointer}`], origin as unknown as Plain, place);
}

/** Marks a server as started by the clients themselves, or takes the mark away. */
export function markingEjected(name: string, ejected: boolean, place: HubPlace): readonly Op[] {
  const path = ["servers", name, "ejected"];
  const marked = nodeAt(place.document?.root, path);
  if (ejected) return writing(path, true, place);
  return marked ? [{ op: "remove", file: place.file, path }] : [];
}

function writing(path: Path, value: Plain, { file, document }: HubPlace): readonly Op[] {
  const old = nodeAt(document?.root, path);
  if (!old) return [{ op: "insert", file, path, value }];
  return spelled(plainOf(old)) === spelled(value) ? [] : [{ op: "set", file, path, value }];
}

function spelled(value: Plain): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
}
