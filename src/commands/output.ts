import { diskFileSystem } from "../file-system/disk.ts";
import type { Document } from "../document/document.ts";
import { currentPlatform } from "../platform.ts";
import { createRedactor, type Redactor } from "../report/redact.ts";
import { createStyle, type ColorChoice, type Style } from "../report/style.ts";
import { write } from "../report/write.ts";
import type { Host, Selection } from "../run.ts";

/** Standard output, or another stream, as a command needs it. */
export interface Output {
  readonly style: Style;
  /** Columns to fill. */
  readonly width: number;
  readonly redactor: Redactor;
  /** The text goes out redacted. */
  write(text: string): Promise<void>;
}

/** `documents`: all that is shown, so that their secrets are known and masked. */
export function openOutput(
  documents: readonly Document[] = [],
  color: ColorChoice = "auto",
  stream: NodeJS.WriteStream = process.stdout,
): Output {
  const redactor = createRedactor(documents);
  return {
    style: createStyle(color, stream, currentPlatform()),
    width: Math.min(stream.columns || 100, 120),
    redactor,
    write: (text) => write(stream, text, redactor),
  };
}

/** The options of every command that reads configs. */
export interface FileOptions {
  readonly machine?: true;
  readonly client?: string;
  readonly stdinFilename?: string;
  readonly ignore: boolean;
  /** A config file, or false for none. */
  readonly config?: string | false;
}

/** Reads standard input where `-` is among the paths. */
export async function selectionOf(paths: readonly string[], options: FileOptions): Promise<Selection> {
  const { machine, client, ignore, stdinFilename: name } = options;
  return {
    paths,
    ignore,
    ...(machine && { machine }),
    ...(client !== undefined && { client }),
    ...(paths.includes("-") && {
      standardInput: { bytes: await readStandardInput(), ...(name !== undefined && { name }) },
    }),
  };
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** The machine this process runs on. */
export function thisHost(): Host {
  return { fileSystem: diskFileSystem, platform: currentPlatform(), expectMany };
}

/**
 * Nearly all that a run makes lives to its end: a larger nursery would only be copied about, at 20 MB more, and to look
 * through the rest finds little to throw away. And the run is over before much of what V8 usually optimises pays off: only
 * what is called more often is, and what is called at all is compiled without waiting for more.
 */
function expectMany(): void {
  // Loaded here alone: that takes a part of the time in which one file is linted.
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=600");
  setFlagsFromString("--interrupt-budget=300000");
  setFlagsFromString("--no-baseline-batch-compilation");
}
