import { documentedRules } from "../../rules/documented.ts";
import { nearest } from "../discover/suggestion.ts";
import { UserError } from "../errors.ts";
import { documentsOf } from "../model/documents.ts";
import { lint } from "../run.ts";
import type { Rule } from "../rule.ts";
import { choicesOf } from "./chosen.ts";
import { explainFile } from "./explain-file.ts";
import { explainRule } from "./explain-rule.ts";
import { openOutput, thisHost } from "./output.ts";

/** `mcp-lint explain RULE` or `mcp-lint explain FILE`. */
export async function explainCommand(subject: string, { client }: { readonly client?: string }): Promise<number> {
  const { settings } = await choicesOf({}, thisHost());
  const all = [...documentedRules, ...(settings.ownRules ?? [])];
  const rule = all.find(({ id }) => id === subject);
  if (rule) {
    const { style, write } = openOutput();
    await write(explainRule(rule, style));
    return 0;
  }
  const selection = { paths: [subject], ignore: false, ...(client !== undefined && { client }) };
  const { project } = await lint(selection, settings, thisHost()).catch((error: unknown) => {
    throw error instanceof UserError ? unknownSubject(subject, all, error) : error;
  });
  const { style, write } = openOutput(documentsOf(project));
  await write(project.documents.map((document) => explainFile(document, style)).join("\n\n"));
  return 0;
}

function unknownSubject(subject: string, rules: readonly Rule[], error: UserError): UserError {
  const meant = nearest(
    subject,
    rules.map(({ id }) => id),
  );
  if (meant === undefined) return error;
  return new UserError(
    `\`${subject}\` is neither a rule nor a file`,
    `did you mean the rule \`${meant}\`? \`mcp-lint rules\` lists all`,
  );
}
