/** Kilo is built on OpenCode. */
export { adapter } from "./opencode.js";
