import fc from "fast-check";

/** What a document looks like as a whole. */
interface Habits {
  readonly unit: string;
  readonly eol: string;
  readonly colon: string;
  readonly gap: string;
  readonly bom: boolean;
  readonly header: readonly Remark[];
  readonly footer: readonly Remark[];
  readonly finalNewline: boolean;
}

/** How one object or list is laid out; `mixed` breaks lines where each element says so. */
interface Layout {
  readonly lines: "one" | "each" | "mixed";
  readonly padding: string;
  readonly trailingComma: boolean;
  /** After the opening bracket on its line. */
  readonly opening: readonly Remark[];
  /** On lines before the closing bracket. */
  readonly closing: readonly Remark[];
}

/** How one element is laid out. */
interface Around {
  readonly breaks: boolean;
  readonly blankLine: boolean;
  /** Comments on lines of their own, and whether a blank line divides them from the element. */
  readonly above: readonly Remark[];
  readonly detached: boolean;
  /** On the line of the element: before it, around its colon, before its comma, after it. */
  readonly before: readonly Remark[];
  readonly inside: readonly Remark[];
  readonly beforeComma: readonly Remark[];
  readonly after: readonly Remark[];
}

type Remark = "line" | "block" | "long";

type Written =
  | { readonly raw: string }
  | { readonly layout: Layout; readonly members: readonly (readonly [key: string, Written, Around])[] }
  | { readonly layout: Layout; readonly items: readonly (readonly [Written, Around])[] };

const remarks = (most: number, ...kinds: Remark[]): fc.Arbitrary<readonly Remark[]> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: most }) },
  );

const layouts: fc.Arbitrary<Layout> = fc.record({
  lines: fc.constantFrom("one", "each", "each", "mixed"),
  padding: fc.constantFrom("", " "),
  trailingComma: fc.nat(4).map((n) => n === 0),
  opening: remarks(2, "line", "block", "long"),
  closing: remarks(2, "line", "block", "long"),
});

const arounds: fc.Arbitrary<Around> = fc.record({
  breaks: fc.boolean(),
  blankLine: fc.nat(4).map((n) => n === 0),
  above: remarks(2, "line", "block", "long"),
  detached: fc.boolean(),
  before: remarks(1, "block", "long"),
  inside: remarks(1, "block", "line"),
  beforeComma: remarks(1, "block", "line", "long"),
  after: remarks(2, "block", "line", "long"),
});

const rawStrings = fc.constantFrom(
  '""',
  '"npx"',
  '"https://host/mcp"',
  '"\\u0041\\u00e9"',
  '"a\\/b\\\\c"',
  '"{\\"x\\": [1, /* no */ 2]}"',
  '"// no comment"',
  '"über 🚀"',
  '"\\ud83d\\ude00\\t"',
);

const rawScalars = fc.oneof(
  rawStrings,
  fc.constantFrom("0", "-0", "18901", "1.50", "1e3", "12345678901234567890", "true", "false", "null"),
);

const rawKeys = fc.constantFrom('"a"', '"b"', '"c"', '"d"', '"\\u0061"', '"é"', '"x y"', '""', '"7"', '"__proto__"');

const { value: values } = fc.letrec<{ value: Written; object: Written; array: Written }>((tie) => ({
  object: fc.record({
    layout: layouts,
    members: fc.array(fc.tuple(rawKeys, tie("value"), arounds), { maxLength: 4 }),
  }),
  array: fc.record({ layout: layouts, items: fc.array(fc.tuple(tie("value"), arounds), { maxLength: 4 }) }),
  value: fc.oneof(
    { depthSize: "small" },
    { weight: 3, arbitrary: rawScalars.map((raw) => ({ raw })) },
    { weight: 3, arbitrary: tie("object") },
    { weight: 2, arbitrary: tie("array") },
  ),
}));

const habits: fc.Arbitrary<Habits> = fc.record({
  unit: fc.constantFrom("  ", "    ", "\t", ""),
  eol: fc.constantFrom("\n", "\n", "\r\n"),
  colon: fc.constantFrom(": ", ": ", ":", " : "),
  gap: fc.constantFrom(" ", " ", ""),
  bom: fc.nat(9).map((n) => n === 0),
  header: remarks(2, "line", "block", "long"),
  footer: remarks(2, "line", "block", "long"),
  finalNewline: fc.boolean(),
});

/**
 * JSON with comments as people write it, and as they should not. Every comment of a text is another one, so that it can
 * be found again.
 */
export const jsonTexts: fc.Arbitrary<string> = fc.tuple(values, habits).map(([value, habits]) => {
  const { eol } = habits;
  const pen = penOf(habits);
  const header = habits.header.map((remark) => pen.remark(remark, "") + eol).join("");
  const body = pen.value(value, "");
  const footer = habits.footer.map((remark) => eol + pen.remark(remark, "")).join("");
  return `${habits.bom ? "\uFEFF" : ""}${header}${body}${footer}${habits.finalNewline ? eol : ""}`;
});

interface Pen {
  remark(remark: Remark, indent: string): string;
  value(value: Written, indent: string): string;
}

function penOf({ unit, eol, colon, gap }: Habits): Pen {
  let written = 0;

  const remark = (kind: Remark, indent: string): string => {
    const name = `c${++written}`;
    if (kind === "line") return `// ${name}`;
    return kind === "block" ? `/* ${name} */` : `/* ${name}${eol}${indent} * more */`;
  };

  /** On one line with what comes before; what ends the line is followed by a new one. */
  const beside = (kinds: readonly Remark[], indent: string): string =>
    kinds.map((kind) => ` ${remark(kind, indent)}${kind === "line" ? eol + indent : ""}`).join("");

  const container = (
    [open, close]: readonly [string, string],
    layout: Layout,
    elements: readonly (readonly [write: (indent: string, inside: string) => string, Around])[],
    indent: string,
  ): string => {
    const inner = indent + unit;
    let text = open + beside(layout.opening, inner);
    for (const [i, [write, around]] of elements.entries()) {
      const breaks = layout.lines === "each" || (layout.lines === "mixed" && around.breaks);
      if (breaks) {
        text += (around.blankLine ? eol : "") + eol + inner;
        for (const kind of around.above) text += remark(kind, inner) + eol + inner;
        if (around.above.length > 0 && around.detached) text += eol + inner;
      } else {
        text += i === 0 ? layout.padding : gap;
      }
      text += around.before.map((kind) => `${remark(kind, inner)} `).join("");
      text += write(inner, beside(around.inside, inner)) + beside(around.beforeComma, inner);
      if (i < elements.length - 1 || layout.trailingComma) text += ",";
      text += beside(around.after, inner);
    }
    for (const kind of layout.closing) text += eol + inner + remark(kind, inner);
    const closes = layout.lines === "each" || layout.closing.length > 0;
    return text + (closes ? eol + indent : layout.padding) + close;
  };

  const value = (written: Written, indent: string): string => {
    if ("raw" in written) return written.raw;
    if ("items" in written) {
      const items = written.items.map(
        ([item, around]) => [(inner: string, inside: string) => inside + value(item, inner), around] as const,
      );
      return container(["[", "]"], written.layout, items, indent);
    }
    const members = written.members.map(
      ([key, member, around]) =>
        [(inner: string, inside: string) => key + colon + inside + value(member, inner), around] as const,
    );
    return container(["{", "}"], written.layout, members, indent);
  };

  return { remark, value };
}
