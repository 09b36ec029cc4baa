import { expect, test } from "vitest";
import { referenceTo, type ReferenceField } from "../../src/model/reference.ts";
import { readerOf } from "./modelled.ts";

test.each<[string, ReferenceField, string | undefined]>([
  ["claude-code", "env", "write `${KEY}`"],
  ["cursor", "headers", "write `${env:KEY}`"],
  ["vscode", "headers", "write `${env:KEY}`"],
  ["opencode", "args", "write `{env:KEY}`"],
  ["gemini-cli", "env", "write `${KEY}`"],
  ["codex", "headers", "name the variable under `bearer_token_env_var`"],
  ["codex", "env", "name the variable under `env_vars`"],
  ["codex", "args", undefined],
  ["goose", "env", "name the variable under `env_keys`"],
  ["claude-desktop", "env", undefined],
  ["zed", "headers", undefined],
])("%s, in its %s", (client, field, instruction) => {
  const { client: known, file } = readerOf(client);
  expect(referenceTo("KEY", field, known.dialects[file.dialect ?? "default"]!)).toBe(instruction);
});
