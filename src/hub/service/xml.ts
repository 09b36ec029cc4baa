const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A text as it stands in an element or an attribute. */
export function escapedXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
