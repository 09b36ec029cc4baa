/** Starts also the batch files of Windows, with their arguments in one piece; elsewhere the `spawn` of Node. */
declare module "cross-spawn" {
  export { spawn as default } from "node:child_process";
}
