import spawn from "cross-spawn";
import { endedWithParent } from "../child/parent-death.ts";
import { groupOf } from "../child/group.ts";

interface Setting {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until it is killed. */
  readonly longest: number;
}

/** Lines of an error that say what it was. */
const linesOfError = 3;

/** What a program writes, to the end. Rejects with its last words where it fails, or takes too long. */
export function outputOf(command: string, args: readonly string[], { cwd, env, longest }: Setting): Promise<string> {
  return new Promise((resolve, reject) => {
    const line = endedWithParent({ command, args });
    const started = spawn(line.command, line.args, {
      cwd,
      env,
      detached: process.platform !== "win32",
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const kill = (): void => {
      if (started.pid !== undefined) groupOf(started.pid).kill();
    };
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    started.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    started.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    const timer = setTimeout(() => {
      kill();
      reject(new Error(`it took more than ${longest / 1000} s`));
    }, longest);
    process.once("exit", kill);
    const settle = (): void => {
      clearTimeout(timer);
      process.off("exit", kill);
    };
    started.on("error", (error) => {
      settle();
      reject(error);
    });
    started.on("close", (code) => {
      settle();
      if (code === 0) resolve(Buffer.concat(output).toString());
      else reject(new Error(lastWords(Buffer.concat(errors).toString()) || `it ended with code ${code}`));
    });
  });
}

function lastWords(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^npm (?:error|ERR!) ?/, "").trim());
  const said = lines.filter((line) => line !== "" && !line.startsWith("A complete log of this run"));
  return said.slice(0, linesOfError).join(" ");
}
