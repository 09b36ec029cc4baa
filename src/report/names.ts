import { pathsOf, type Platform } from "../platform.ts";
import type { JsonReport } from "./json.ts";

/** Paths of the report as other programs know them: below the root with `/`, or absolute. */
export function namesOf(
  { files }: Pick<JsonReport, "files">,
  root: string,
  platform: Pick<Platform, "os">,
): (path: string) => string {
  const { relative, isAbsolute, sep } = pathsOf(platform);
  const names = new Map(
    files.map(({ path, absolutePath }) => {
      const below = relative(root, absolutePath);
      const isBelow = below !== "" && !isAbsolute(below) && below.split(sep)[0] !== "..";
      return [path, (isBelow ? below : absolutePath).replaceAll(sep, "/")];
    }),
  );
  return (path) => names.get(path) ?? path;
}
