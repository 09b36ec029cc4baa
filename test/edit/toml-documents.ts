import fc from "fast-check";
import { parse } from "../../src/document/toml.ts";

const strings = fc.constantFrom(
  '"npx"',
  "'npx'",
  '""',
  "'C:\\tools'",
  '"a\\tb\\u00e9\\U0001F600"',
  '"""two\nlines"""',
  '"""\none \\\n   line # not a comment"""',
  "'''\nraw \"text\"\n# not a comment\n'''",
);

const scalars = fc.oneof(
  strings,
  fc.constantFrom("1", "0x1F", "1_000", "9007199254740993", "2.5", "inf", "true", "1979-05-27"),
);

/** Arrays on one line and on several, with comments wherever they can stand. */
const arrays = fc.tuple(fc.array(scalars, { maxLength: 3 }), fc.nat(6)).map(([items, layout]) => {
  const list = items.join(", ");
  switch (layout) {
    case 0:
      return `[ ${items.join(" , ")} ]`;
    case 1:
      return `[\n${items.map((item) => `  ${item}, # of an item\n`).join("")}]`;
    case 2:
      return `[ # at the start\n  # above\n  ${items.join(",\n\n  ")}\n]`;
    case 3:
      return `[${items.join(", # between\n  ")} # at the end\n  ]`;
    case 4:
      return items.length === 0 ? "[]" : `[${list},]`;
    case 5:
      return `[${list}\n]`;
    default:
      return `[${list}]`;
  }
});

const keys = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("command", "args", "env", "url", "enabled", "tools", "7") },
  fc.constantFrom(
    '"quoted"',
    "'literal key'",
    '"x"',
    '""',
    "__proto__",
    "env.A",
    'env . "B"',
    "env.C.D",
    "tools.t.mode",
  ),
);

const inlineTable = (values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.array(fc.tuple(keys, values), { maxLength: 4 }), fc.boolean()).map(([members, isTight]) => {
    const [equals, comma, padding] = isTight ? ["=", ",", ""] : [" = ", ", ", " "];
    return `{${padding}${members.map(([key, value]) => key + equals + value).join(comma)}${padding}}`;
  });

const inlineTables = inlineTable(fc.oneof(scalars, arrays, inlineTable(scalars)));

const values = fc.oneof(
  { weight: 4, arbitrary: scalars },
  { weight: 2, arbitrary: arrays },
  { weight: 2, arbitrary: inlineTables },
  { weight: 1, arbitrary: fc.array(inlineTables, { maxLength: 2 }).map((tables) => `[${tables.join(", ")}]`) },
);

const trailing = fc.constantFrom("", "", "", " # trailing", "\t# 'quoted\"", "          # aligned");

/** What stands above a line. */
const above = fc.constantFrom(
  "",
  "",
  "",
  "\n",
  "\n\n",
  "# above\n",
  "\n# apart\n\n",
  "# [mcp_servers.gone]\n# command = 1\n",
);

const entriesOf = (names: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.array(
    fc
      .tuple(above, names, fc.constantFrom(" = ", "=", "   = "), values, trailing)
      .map(([before, ...entry]) => `${before}${entry.join("")}\n`),
    { maxLength: 3 },
  );

/** A header with its entries. */
const sectionOf = (headers: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc
    .tuple(above, fc.constantFrom("", "", "  "), headers, trailing, entriesOf(keys))
    .map(([before, indent, header, comment, entries]) => [
      `${before}${indent}${header}${comment}\n`,
      ...entries.map((entry) => entry.replace(/^(?=[^\s#])/m, indent)),
    ]);

const servers = sectionOf(
  fc.constantFrom(
    "[mcp_servers]",
    "[mcp_servers.x]",
    "[mcp_servers.x.env]",
    "[mcp_servers.x.tools.t]",
    "[ mcp_servers . y ]",
    '[mcp_servers."a.b"]',
    "[mcp_servers.'a.b'.env]",
    "[mcp_servers.y.tools.'one two']",
    "[[mcp_servers.x.list]]",
    "[[mcp_servers.y.env.list]]",
    "[features]",
    '[projects."/home/me"]',
  ),
);

/** The tables of an item follow it: with others between, the proof would not know what belongs to it. */
const items = fc
  .tuple(
    sectionOf(fc.constant("[[plugins]]")),
    fc.array(sectionOf(fc.constantFrom("[plugins.env]", "[[plugins.tools]]", "[plugins.tools.t]")), { maxLength: 2 }),
  )
  .map(([item, tables]) => [item, ...tables].flat());

const topKeys = fc.constantFrom(
  "mcp_servers.x.command",
  "mcp_servers.x.env.A",
  "mcp_servers.y",
  "model",
  "'quoted top'",
);

/** Statements in any order; those that TOML does not allow after the ones before them are left out. */
export const tomlTexts: fc.Arbitrary<string> = fc
  .record({
    top: entriesOf(topKeys),
    sections: fc.array(fc.oneof({ weight: 3, arbitrary: servers }, items), { maxLength: 4 }),
    end: above,
    hasBom: fc.boolean(),
    isCrlf: fc.boolean(),
    isCut: fc.boolean(),
  })
  .map(({ top, sections, end, hasBom, isCrlf, isCut }) => {
    let text = allowed("", top);
    for (const [header = "", ...entries] of sections) {
      const opened = allowed(text, [header]);
      if (opened !== text) text = allowed(opened, entries);
    }
    text += end;
    if (isCut) text = text.trimEnd();
    return (hasBom ? "\uFEFF" : "") + (isCrlf ? text.replaceAll("\n", "\r\n") : text);
  });

function allowed(text: string, statements: readonly string[]): string {
  return statements.reduce(
    (before, statement) => (parse("x.toml", before + statement).problems.length === 0 ? before + statement : before),
    text,
  );
}
