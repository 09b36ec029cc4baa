import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import { rules } from "../../rules/index.ts";
import { clients } from "../clients/index.ts";
import { completionsCommand } from "./completions-command.ts";

type Handler = (complete: (value: string, description: string) => void) => void;

const ruleIds: Handler = (complete) => rules.forEach(({ id, category }) => complete(id, category));
const clientIds: Handler = (complete) => clients.forEach(({ id, name }) => complete(id, name));
const byOption: Readonly<Record<string, Handler>> = {
  client: clientIds,
  "fix-only": ruleIds,
  only: ruleIds,
  skip: ruleIds,
};

/** The command that prints a script for a shell, and the hidden one that this script asks what could come next. */
export function addCompletions(program: Command): void {
  const root = tab(program, { completionCommandName: completionsCommand });
  for (const command of [root, ...root.commands.values()]) {
    for (const [name, handler] of Object.entries(byOption)) {
      const option = command.options.get(name);
      if (option) option.handler = handler;
    }
  }
  const [subject] = root.commands.get("explain")?.arguments.values() ?? [];
  if (subject) subject.handler = ruleIds;
}
