import { expect, it } from "vitest";
import { graphemesOf, isPlain, widthOf } from "../../src/report/visible.ts";

it("what is measured without the segmenter of the runtime is as wide as with it", () => {
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (let code = 0x20; code < 0x2600; code++) {
    const character = String.fromCodePoint(code);
    if (!isPlain(character)) continue;
    // Beside an ideograph the whole text goes the long way.
    const [alone, beside] = [widthOf(character), widthOf(`${character}漢`) - 2];
    expect([character, alone]).toEqual([character, beside]);
    expect(graphemesOf(character)).toHaveLength([...segmenter.segment(character)].length);
  }
});
