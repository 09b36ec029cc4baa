import type { Generated, Source, SyncTool } from "../discover/source.ts";

/** Why a file may not be changed, one sentence without final dot; undefined where it may. */
export type Refusal = (file: string) => string | undefined;

const makers: Readonly<Record<Exclude<Generated, SyncTool>, string>> = {
  "chezmoi-template": "It is a template of chezmoi: change it by hand",
  "yadm-template": "It is a template of yadm: change it by hand",
  "nix-store": "It is made by Nix: change its source",
  "home-manager": "It is made by Home Manager: change its source",
  "installed-plugin": "A plugin manager installed it: its next update would undo the change",
};

/** What a program makes from something else would be made again as it was. */
export function refusalOfGenerated(sources: readonly Source[]): Refusal {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  return (file) => {
    const { generated, madeFrom } = byFile.get(file) ?? {};
    if (madeFrom !== undefined) return `It is made from ${madeFrom}: change that`;
    return generated && makers[generated as keyof typeof makers];
  };
}
