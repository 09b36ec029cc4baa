/**
 * Packages that take a key from an argument or from a variable of the environment, by name: that variable. From their own
 * sources, read 2026-11-27.
 */
export const keyVariables: Readonly<Record<string, string>> = {
  "@21st-dev/magic": "API_KEY",
  "@supabase/mcp-server-supabase": "SUPABASE_ACCESS_TOKEN",
  "@upstash/context7-mcp": "CONTEXT7_API_KEY",
};
