/** One segment of a path pattern: a name or, where it has a `*`, an expression for whole names. */
export type Segment = string | RegExp;

/** The segments of a pattern, without its root. */
export function segmentsOf(pattern: string): readonly Segment[] {
  return namesOf(pattern).map(segmentOf);
}

/** A name in which `*` stands for any letters. */
export function segmentOf(name: string): Segment {
  if (!name.includes("*")) return name;
  const literals = name.split("*").map(literally);
  return new RegExp(`^${literals.join(".*")}$`, "s");
}

/** A text as a regular expression for it alone. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** The names in a path of any system, without its root. */
export function namesOf(path: string): readonly string[] {
  return path.split(/[/\\]/).filter((name) => name !== "" && name !== "." && !/^[A-Za-z]:$/.test(name));
}

export function fits(name: string, segment: Segment): boolean {
  return typeof segment === "string" ? name === segment : segment.test(name);
}

/** Whether the last names of a path are those of the pattern. */
export function endsWith(names: readonly string[], pattern: readonly Segment[]): boolean {
  const start = names.length - pattern.length;
  return start >= 0 && pattern.every((segment, index) => fits(names[start + index]!, segment));
}
