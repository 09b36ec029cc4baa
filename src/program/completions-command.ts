import type { Command } from "commander";

export const completionsCommand = "completions";

/** What shells call, with the words so far. */
export const isAboutCompletions = ([first]: readonly string[]): boolean =>
  first === completionsCommand || first === "complete";

/** The command as help shows it; the real one takes a library that other runs do not load. */
export function announceCompletions(program: Command): void {
  program
    .command(completionsCommand)
    .argument("<shell>")
    .description("a script that completes commands, for bash, zsh, fish or powershell");
}
