import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" }).map((name) => `docs/${name}`),
].filter((name) => name.endsWith(".md"));

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");

describe("links lead somewhere", () => {
  it.each(pages)("in %s", (page) => {
    const text = readFileSync(path.join(root, page), "utf8").replaceAll(/```[^]*?```/g, "");
    const broken = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      const [file = "", anchor] = target.split("#");
      const at = file === "" ? path.join(root, page) : path.resolve(root, path.dirname(page), file);
      if (!existsSync(at)) return [target];
      if (anchor === undefined) return [];
      const headings = [...readFileSync(at, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));
      return headings.includes(anchor) ? [] : [target];
    });
    expect(broken).toEqual([]);
  });
});
