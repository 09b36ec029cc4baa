/*
 * Control characters (a file could send escape sequences to the terminal), marks that reorder text, line separators,
 * marks that are easily overlooked, and halves of surrogate pairs.
 */
const unsafe =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with everything that a terminal would obey, or a reader not see, written out: `\x1b`, `\u202e`. */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

const wide =
  /^(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
/** Made when a text first needs it: that alone takes as long as linting a file. */
let graphemes: Intl.Segmenter | undefined;

/** What a terminal shows as one character, with the columns it takes. */
export interface Grapheme {
  readonly text: string;
  readonly width: number;
}

/** The characters of a text that went through `visible`. */
export function graphemesOf(text: string): readonly Grapheme[] {
  if (isPlain(text)) return Array.from(text, (character) => ({ text: character, width: 1 }));
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), ({ segment }) => ({ text: segment, width: graphemeWidth(segment) }));
}

/** Whether each of its characters is one of ASCII that takes a column. */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2190-\u21ff\u2500-\u259f]*$/.test(text);
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemesOf(text)) width += grapheme.width;
  return width;
}

function graphemeWidth(grapheme: string): number {
  // U+FE0F asks for the emoji form of a sign that also has a narrow one.
  if (wide.test(grapheme) || grapheme.includes("\ufe0f")) return 2;
  return /^[\p{Mark}\u200c\u200d]/u.test(grapheme) ? 0 : 1;
}

/** Lines of at most `width` columns, broken at blanks; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const isAllPlain = isPlain(text);
  for (const word of text.split(/ +/)) {
    const more = isAllPlain ? word.length : widthOf(word);
    if (line === "" || used + 1 + more <= width) {
      used += (line === "" ? 0 : 1) + more;
      line = line === "" ? word : `${line} ${word}`;
    } else {
      lines.push(line);
      line = word;
      used = more;
    }
  }
  return [...lines, line];
}

/** The beginning of a text that went through `visible`, in at most `width` columns. */
export function cut(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let used = widthOf(ellipsis);
  for (const grapheme of graphemesOf(text)) {
    used += grapheme.width;
    if (used > width) break;
    kept += grapheme.text;
  }
  return kept + ellipsis;
}
