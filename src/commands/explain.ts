import path from "node:path";
import { documentedRules } from "../../rules/documented.ts";
import { nearest } from "../discover/suggestion.ts";
import { UserError } from "../errors.ts";
import type { Sessions } from "../estimate/settings.ts";
import { documentsOf } from "../model/documents.ts";
import { lint } from "../run.ts";
import type { Rule } from "../rule.ts";
import { choicesOf } from "./chosen.ts";
import { explainFile } from "./explain-file.ts";
import { explainRule } from "./explain-rule.ts";
import { explainServer } from "./explain-server.ts";
import { openOutput, thisHost } from "./output.ts";

interface ExplainOptions {
  readonly client?: string;
  readonly sessions?: Sessions | "auto";
}

/** `mcp-lint explain RULE`, `mcp-lint explain FILE` or `mcp-lint explain SERVER`. */
export async function explainCommand(subject: string, { client, sessions }: ExplainOptions): Promise<number> {
  const host = thisHost();
  const { settings } = await choicesOf({}, host);
  const all = [...documentedRules, ...(settings.ownRules ?? [])];
  const rule = all.find(({ id }) => id === subject);
  if (rule) {
    const { style, write } = openOutput();
    await write(explainRule(rule, style));
    return 0;
  }
  const isFile = host.fileSystem.status(path.resolve(subject))?.kind === "file";
  const names = new Set<string>();
  if (!isFile && client === undefined && subject !== "-") {
    const choice = sessions === undefined ? {} : { sessions };
    const found = await explainServer(subject, choice, host, (name) => names.add(name));
    if (found) {
      const output = openOutput(documentsOf(found.project));
      await output.write(found.text(output));
      return 0;
    }
  }
  const selection = { paths: [subject], ignore: false, ...(client !== undefined && { client }) };
  const { project } = await lint(selection, settings, host).catch((error: unknown) => {
    throw error instanceof UserError ? unknownSubject(subject, all, [...names], error) : error;
  });
  const { style, write } = openOutput(documentsOf(project));
  await write(project.documents.map((document) => explainFile(document, style)).join("\n\n"));
  return 0;
}

function unknownSubject(
  subject: string,
  rules: readonly Rule[],
  servers: readonly string[],
  error: UserError,
): UserError {
  const rule = nearest(
    subject,
    rules.map(({ id }) => id),
  );
  const server = nearest(subject, servers);
  if (rule === undefined && server === undefined) return error;
  const meant = rule === undefined ? `the server \`${server}\`` : `the rule \`${rule}\``;
  return new UserError(
    `\`${subject}\` is neither a rule nor a file nor a server`,
    `did you mean ${meant}? \`mcp-lint rules\` and \`mcp-lint list\` show what there is`,
  );
}
