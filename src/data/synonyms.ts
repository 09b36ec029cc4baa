/** What a key of an entry is for, in the words of the model. */
export type Role = "command" | "args" | "env" | "cwd" | "headers";

/** Names under which people write these keys by mistake or by habit of another client. */
export const synonyms: Readonly<Record<Role, readonly string[]>> = {
  command: ["command", "cmd", "executable", "program", "exec", "run"],
  args: ["args", "arg", "argv", "argargs", "arguments", "cmdArgs", "command_args", "commandArgs"],
  env: ["env", "envs", "environment", "env_vars", "envVars", "environmentVariables", "environment_variables"],
  cwd: ["cwd", "pwd", "workdir", "workingDir", "working_dir", "workingDirectory", "working_directory"],
  headers: ["headers", "header", "http_headers", "httpHeaders", "requestHeaders", "request_headers"],
};
