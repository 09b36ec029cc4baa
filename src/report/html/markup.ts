import { escapedXml } from "../xml.ts";

/** Markup that is finished, as opposed to text. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[];

/** Markup with values in it: text is escaped, for elements and quoted attributes. */
export function markup(pieces: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: pieces.reduce((text, piece, index) => text + rendered(values[index - 1]!) + piece) };
}

/** Text that is markup already, or script or style. */
export function raw(text: string): Html {
  return { html: text };
}

function rendered(value: Value): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escapedXml(value);
  return "html" in value ? value.html : value.map(({ html }) => html).join("");
}
