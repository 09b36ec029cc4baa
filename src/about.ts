import { readFileSync } from "node:fs";

const home = "https://github.com/mcp-lint/mcp-lint";

export const issuesUrl = `${home}/issues`;

/** The page of a rule. */
export function docsUrl(rule: string): string {
  return `${home}/blob/main/docs/rules/${rule}.md`;
}

/** What editors check a hub manifest against. */
export const manifestSchemaUrl =
  "https://raw.githubusercontent.com/mcp-lint/mcp-lint/main/schema/hub-manifest-v1.schema.json";

/** Of this package: `src/` and `dist/src/` lie at different depths below its package.json. */
export const version: string = versionIn("../../package.json") ?? versionIn("../package.json")!;

function versionIn(path: string): string | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as Record<
      string,
      string
    >;
    return name === "@mcp-lint/cli" ? version : undefined;
  } catch {
    return undefined;
  }
}
