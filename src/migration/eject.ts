import { nodeAt, plainOf, type Document } from "../document/document.ts";
import { parserFor, type Parser } from "../document/parse.ts";
import { applyOps } from "../edit/apply.ts";
import { lowererFor } from "../edit/lower.ts";
import type { DocumentOp } from "../edit/op.ts";
import { spliced } from "../edit/text-edits.ts";
import { applied, isSame, valueOf } from "../edit/value.ts";
import { UserError } from "../errors.ts";
import { markingEjected } from "../manifest/edits.ts";
import type { HubServer, Origin } from "../manifest/manifest.ts";
import { readManifest } from "../manifest/read.ts";
import { isEditable } from "../model/broken.ts";
import type { HubPlace, ModelledDocument, Project, ServerEntry } from "../model/entry.ts";
import { targetOf, portOf } from "../model/target.ts";
import { entrySpans } from "./entry-text.ts";
import { absolutePath } from "./folders.ts";

/** What putting a server back into its clients does to the files. */
export interface Ejection {
  readonly changes: readonly Rewritten[];
  /** Places that stay as they are, and why: one sentence without final dot. */
  readonly left: readonly { readonly origin: Origin; readonly why: string }[];
  /** The manifest, where no client uses a server over the hub any more. */
  readonly manifest?: Rewritten;
}

export interface Rewritten {
  readonly before: Document;
  readonly after: Document;
}

/**
 * Puts the original text of entries back, so that their clients start the server themselves. `name`: of the server in
 * the manifest, or of the entry in its config. `client`: in the configs of this one only. Ports stay recorded.
 * @throws UserError where nothing in the manifest has that name.
 */
export async function eject(project: Project, name: string, client?: string): Promise<Ejection> {
  const { place, document } = manifestOf(project);
  const { servers, origins } = readManifest(document);
  const isMeant = ({ server, path }: Origin): boolean => server === name || path.at(-1) === name;
  if (!origins.some(isMeant)) {
    const names = servers.map((each) => each.name).join(", ");
    throw new UserError(`the hub manifest has no server \`${name}\``, names === "" ? "it has none" : `it has ${names}`);
  }
  const changes = new Map<string, Rewritten>();
  const left: { readonly origin: Origin; readonly why: string }[] = [];
  const ejected = new Set<string>();
  const used = new Set<string>();
  for (const origin of origins) {
    const server = servers.find((each) => each.name === origin.server);
    const file = absolutePath(origin.file, place);
    const modelled = project.documents.find(({ source }) => source.file === file || source.realFile === file);
    const entry = modelled && server && entryAt(modelled, origin, server);
    const isChosen = isMeant(origin) && (client === undefined || origin.client === client);
    if (!modelled || !entry) {
      const why = modelled ? "Its entry does not lead to the hub" : "The file is not among those found";
      if (isChosen) left.push({ origin, why });
      continue;
    }
    const current = changes.get(file)?.after ?? modelled.document;
    const restored = isChosen ? restore(current, entry, origin.text, await parserFor(current.syntax)) : undefined;
    if (restored && "text" in restored) {
      changes.set(file, { before: modelled.document, after: restored });
      ejected.add(origin.server);
    } else {
      used.add(origin.server);
      if (restored) left.push({ origin, ...restored });
    }
  }
  const out = [...ejected].filter((server) => !used.has(server));
  const after = await marked(document, out, place);
  return { changes: [...changes.values()], left, ...(out.length > 0 && { manifest: { before: document, after } }) };
}

function manifestOf({ manifest: place }: Project): { readonly place: HubPlace; readonly document: Document } {
  if (!place?.document) throw new UserError("there is no hub manifest here", "mcp-lint --fix makes one");
  return { place, document: place.document };
}

/** The entry that leads to the server: where it was, or wherever it went in its list. */
function entryAt({ entries }: ModelledDocument, { path }: Origin, server: HubServer): ServerEntry | undefined {
  const leading = entries.filter((entry) => {
    const target = targetOf(entry);
    if (!target || portOf(target.url) !== server.port) return false;
    const at = target.url.path.value.replace(/\/$/, "");
    return at === "/mcp" || at === `/mcp/${encodeURIComponent(server.name)}`;
  });
  const same = leading.find((entry) => JSON.stringify(entry.path) === JSON.stringify(path));
  return same ?? (typeof path.at(-1) === "number" ? leading[0] : undefined);
}

type Unrestored = { readonly why: string };

/** The document with the text of one entry put back; all the rest of it is the same. */
function restore(
  document: Document,
  { path }: ServerEntry,
  pieces: readonly string[],
  parse: Parser,
): Document | Unrestored {
  const node = nodeAt(document.root, path);
  if (node?.kind !== "object" || !isEditable(document)) return { why: "The file has mistakes" };
  const spans = entrySpans({ document, path, node });
  const text = joined(pieces, document.style.eol);
  const isLost = document.comments.some(
    (comment) =>
      spans.some(({ start, end }) => start <= comment.span.start && comment.span.end <= end) &&
      !text.includes(comment.text),
  );
  if (isLost) return { why: "A comment was written into it since" };
  const edits = spans.map(({ start, end }, index) => ({ start, end, text: index === 0 ? text : "" }));
  const next = spliced(document.text, edits);
  const after = parse(document.file, document.style.bom ? `\uFEFF${next}` : next);
  const restored = nodeAt(after.root, path);
  const op: DocumentOp | undefined = restored && { op: "set", file: document.file, path, value: plainOf(restored) };
  const isProved = op && isEditable(after) && isSame(applied(valueOf(document), op), valueOf(after), false);
  return isProved ? after : { why: "Its surroundings have changed since" };
}

/** Tables of TOML stand apart, single lines of one do not. */
function joined(pieces: readonly string[], eol: string): string {
  return pieces.reduce((text, piece) => `${text}${piece.startsWith("[") ? eol + eol : eol}${piece}`);
}

async function marked(document: Document, servers: readonly string[], place: HubPlace): Promise<Document> {
  const ops = servers
    .flatMap((name) => markingEjected(name, true, place))
    .filter((op): op is DocumentOp => op.op !== "create");
  const edited = applyOps(document, ops, await parserFor(document.syntax), await lowererFor(document.syntax));
  if ("failed" in edited) throw new UserError(`the hub manifest cannot be changed: ${edited.why}`);
  return edited.document;
}
