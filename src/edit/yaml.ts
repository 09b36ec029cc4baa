import type { Document, Member } from "../document/document.ts";
import { commented } from "./comments.ts";
import type { Lower, Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { firstInsertion, insertion } from "./yaml-insert.ts";
import { layoutOf } from "./yaml-layout.ts";
import type { Element, Layout } from "./yaml-layout.ts";
import { printedScalar, quoteAt, styleNear } from "./yaml-print.ts";
import { removal } from "./yaml-remove.ts";
import { replacement } from "./yaml-set.ts";
import { mergedIn, neededElsewhere, sharedBy, siteAt, writtenElements } from "./yaml-site.ts";
import type { Site } from "./yaml-site.ts";
import { splicing } from "./yaml-splice.ts";

/** YAML, and the front matter of Markdown. */
export const lower: Lower = (document, op) => {
  if (op.op === "strip") return { refused: "YAML has comments and trailing commas in all its readers" };
  if (op.op === "comment" || op.op === "recomment") return commented(document, op);
  const layout = layoutOf(document);
  if (!layout.root) return intoNothing(document, layout, op);
  const changesValue = op.op === "set" || op.op === "splice";
  const site = siteAt(document, layout, changesValue ? op.path : op.path.slice(0, -1));
  if ("refused" in site) return site;
  if (changesValue && site.value.isTagged)
    return { refused: "The value has a tag that says how to read it; change it by hand" };
  // An alias can give way to another value, but nothing of what it stands for.
  const refused = op.op === "set" ? neededElsewhere(layout, site.value) : sharedBy(layout, site);
  if (refused !== undefined) return { refused };
  switch (op.op) {
    case "set":
      return replacement(document, op.path, op.value, site);
    case "remove":
      return removing(document, layout, op, site);
    case "rename":
      return renaming(document, layout, op, site);
    case "insert":
      return insertion(document, op, site);
    case "splice":
      return splicing(document, op, site);
  }
};

type OpNamed<Name extends DocumentOp["op"]> = Extract<DocumentOp, { op: Name }>;

function intoNothing(document: Document, { end }: Layout, op: DocumentOp): readonly TextEdit[] | Refusal {
  if (end === undefined) return { refused: "The Markdown file has no front matter" };
  const isMember = op.op === "insert";
  return isMember ? firstInsertion(document, op, end) : { refused: "The file holds nothing that could be changed" };
}

function removing(document: Document, layout: Layout, op: OpNamed<"remove">, site: Site): TextEdit[] | Refusal {
  const elements = namedElements(document, op, site);
  if ("refused" in elements) return elements;
  const refused = elements.map((element) => neededElsewhere(layout, element)).find((reason) => reason !== undefined);
  if (refused !== undefined) return { refused };
  const mayVanish = op.path.length === 1 && site.value.kind === "map" && !layout.isFollowed;
  return removal(document, op, site, new Set(elements), mayVanish);
}

function renaming(document: Document, layout: Layout, op: OpNamed<"rename">, site: Site): TextEdit[] | Refusal {
  const { text } = document;
  const elements = namedElements(document, op, site);
  if ("refused" in elements) return elements;
  const style = styleNear(document, site.value.start);
  const edits: TextEdit[] = [];
  for (const { key, anchor } of elements) {
    const { start, end } = key!;
    if (layout.aliases.some(({ name }) => name === anchor)) {
      return { refused: `Other places of the file use the anchor &${anchor} of the key; rename it by hand` };
    }
    const printed = printedScalar(op.to, { quote: quoteAt(text, start), isFlow: site.value.isFlow }, style);
    const isMissing = start === end && start > 0 && !/\s/.test(text.charAt(start - 1));
    edits.push({ start, end, text: isMissing ? ` ${printed}` : printed });
  }
  return edits;
}

/** All members of the name that the path ends with, or its item. */
function namedElements(document: Document, op: OpNamed<"remove" | "rename">, site: Site): readonly Element[] | Refusal {
  const { node, value } = site;
  const step = op.path.at(-1);
  if (value.kind === "pair") return { refused: "The mapping stands in a list without braces of its own" };
  const elements = writtenElements(node, value);
  if (node.kind !== "object") return elements.filter((_, i) => i === step);
  const isNamed = ({ key }: Member): boolean => key === step;
  if (node.members.some((member) => member.merged && isNamed(member))) return { refused: mergedIn(document, value) };
  const written = node.members.filter(({ merged }) => !merged);
  return elements.filter((_, i) => isNamed(written[i]!));
}
