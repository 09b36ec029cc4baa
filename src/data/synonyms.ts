import type { Field } from "../model/keys.ts";

/** Names under which people write these keys by mistake or by habit of another client. */
export const synonyms = {
  command: ["command", "cmd", "executable", "program", "exec", "run"],
  args: ["args", "arg", "argv", "argargs", "arguments", "cmdArgs", "command_args", "commandArgs"],
  env: ["env", "envs", "environment", "env_vars", "envVars", "environmentVariables", "environment_variables"],
  cwd: ["cwd", "pwd", "workdir", "workingDir", "working_dir", "workingDirectory", "working_directory"],
  headers: ["headers", "header", "http_headers", "httpHeaders", "requestHeaders", "request_headers"],
} as const satisfies Partial<Readonly<Record<Field, readonly string[]>>>;

/** What clients call the key that names the variable with a bearer token. */
export const tokenVariables = ["bearer_token_env_var", "bearer_token_env", "api_key_env"] as const;
