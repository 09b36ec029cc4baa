/** Of the file at the root of a repository, or among the settings of a user. */
export const baselineName = "mcp-lint-baseline.json";
