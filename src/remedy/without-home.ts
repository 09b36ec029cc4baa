/** What to write instead of a path in the home folder of one person, as an instruction. `end`: where the folder ends in it. */
export function withoutHome(path: string, end: number, isCommand: boolean): string {
  const ownConfig = "keep the server in your own config";
  const name = isCommand ? programOnPath(path) : undefined;
  if (name !== undefined) return `write \`${name}\` alone, which each has on their own PATH, or ${ownConfig}`;
  // What a program keeps in the home folder, and the folder as a whole, have no place in the project.
  return /^[\\/]*(?:$|\.)/.test(path.slice(end))
    ? `${ownConfig}, or put what it needs into the project`
    : `write it relative to the project, or ${ownConfig}`;
}

/** The name of a program in a folder of programs, unless that belongs to an environment of the project. */
function programOnPath(command: string): string | undefined {
  const folders = command.split(/[\\/]/);
  const name = folders.pop()!;
  const isOwn = folders.some((one) => /^(?:\.?venv|node_modules)$/.test(one));
  return /^(?:bin|shims)$/.test(folders.at(-1) ?? "") && !isOwn ? name : undefined;
}
