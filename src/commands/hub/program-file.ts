import path from "node:path";

/** The file that runs as this program. */
export function programFile(): string {
  return path.resolve(process.argv[1]!);
}
