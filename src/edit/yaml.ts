import type { Document } from "../document/document.ts";
import { spanWithin } from "../document/span.ts";
import type { Lower, Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { firstInsertion, insertion } from "./yaml-insert.ts";
import { layoutOf } from "./yaml-layout.ts";
import type { Layout } from "./yaml-layout.ts";
import { printedScalar, quoteAt, styleNear } from "./yaml-print.ts";
import { removal } from "./yaml-remove.ts";
import { replacement } from "./yaml-set.ts";
import { mergedIn, neededElsewhere, sharedBy, siteAt, writtenElements } from "./yaml-site.ts";
import type { Site } from "./yaml-site.ts";
import { splicing } from "./yaml-splice.ts";

/** YAML, and the front matter of Markdown. */
export const lower: Lower = (document, op) => {
  if (op.op === "strip") return { refused: "YAML allows comments and trailing commas, and every reader takes them" };
  const layout = layoutOf(document);
  if (!document.root || !layout.root) return lowerEmpty(document, layout, op);
  switch (op.op) {
    case "set":
      return setting(document, layout, op);
    case "remove":
      return removing(document, layout, op);
    case "rename":
      return renaming(document, layout, op);
    case "insert": {
      const site = siteAt(document, layout, op.path.slice(0, -1));
      return "refused" in site ? site : (refusedWithin(layout, site) ?? insertion(document, op, site));
    }
    case "splice": {
      const site = siteAt(document, layout, op.path);
      return "refused" in site ? site : (refusedWithin(layout, site) ?? splicing(document, op, site));
    }
  }
};
