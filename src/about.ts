import { readFileSync } from "node:fs";
import type { Documented, Rule } from "./rule.ts";

const home = "https://github.com/mcp-lint/mcp-lint";

export const issuesUrl = `${home}/issues`;

/** The page of a rule; `own`: those of the user, who may have written none. */
export function docsUrl(rule: string, own: readonly Documented<Rule>[] = []): string {
  const found = own.find(({ id }) => id === rule);
  if (found) return found.docs.url ?? `${home}/blob/main/docs/writing-a-rule.md`;
  return `${home}/blob/main/docs/rules/${rule}.md`;
}

/** What editors check a config against. */
export const configSchemaUrl = "https://raw.githubusercontent.com/mcp-lint/mcp-lint/main/schema/mcp-lint.schema.json";

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
