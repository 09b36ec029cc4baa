import { adapter as gemini } from "./gemini-cli.js";

/**
 * Qwen Code is built on Gemini CLI.
 *
 * @type {import("./adapter.d.ts").Adapter}
 */
export const adapter = { ...gemini, env: {} };
