import { drawFrame, gutterOf } from "../frame.ts";
import { snippetsOf, type Group } from "../groups.ts";
import type { Redactor } from "../redact.ts";
import { createStyle, type Style } from "../style.ts";
import { escapedXml } from "../xml.ts";
import { raw, type Html } from "./markup.ts";

/** Around what is painted: characters for private use, which only become tags where a known name stands between them. */
const [OPEN, NAMED, CLOSE] = ["\ue000", "\ue001", "\ue002"];
const painted = (name: string) => (text: string) => `${OPEN}${name}${NAMED}${text}${CLOSE}`;

const plain = createStyle("never", {}, { env: { LANG: "C.UTF-8" }, os: "linux" });
const style: Style = { ...plain, frame: painted("frame") };

/** The findings in their files, as a terminal shows them. */
export function frameOf(group: Group, redactor: Redactor): Html {
  const snippets = snippetsOf(group);
  const width = 110 + gutterOf(snippets);
  const lines = drawFrame(snippets, { style, width, redactor, paint: painted(group[0].severity) });
  return raw(tagged(escapedXml(lines.join("\n"))));
}

function tagged(text: string): string {
  const pair = new RegExp(`${OPEN}(frame|error|warning|note)${NAMED}([^${OPEN}${CLOSE}]*)${CLOSE}`, "g");
  return text.replace(pair, '<span class="$1">$2</span>').replace(/[\ue000-\ue002]/g, "\ufffd");
}
