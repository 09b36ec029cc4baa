import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import type { FileChange, Phase } from "../../src/transaction/change.ts";
import { writableDisk, type WritableDisk } from "../../src/transaction/disk.ts";
import type { WritingHost } from "../../src/transaction/host.ts";

/** Temporary folders: `files` for what is changed, `state` for lock and journal. */
export interface Workbench {
  readonly root: string;
  at(...names: string[]): string;
  remove(): void;
}

export function newWorkbench(): Workbench {
  const root = realpathSync.native(mkdtempSync(path.join(tmpdir(), "mcp-lint-transaction-")));
  mkdirSync(path.join(root, "files"));
  return {
    root,
    at: (...names) => path.join(root, "files", ...names),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A host of its own process: what it left locked counts as stale for every other. */
export function hostOf({ root }: Workbench, disk: WritableDisk = writableDisk): WritingHost {
  const self = { pid: 1_000_000 + Math.floor(Math.random() * 1e9), host: "here" };
  return {
    disk,
    stateFolder: path.join(root, "state", "mcp-lint"),
    processes: { self, isRunning: ({ pid }) => pid === self.pid },
    now: () => new Date(Date.now() + 60_000),
  };
}

/** Every file, link and folder below a path, with permissions, contents and number of names. */
export function snapshot(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(describeFolder(folder, ""));
}

function describeFolder(folder: string, prefix: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name): readonly (readonly [string, string])[] => {
      const file = path.join(folder, name);
      const status = lstatSync(file);
      if (status.isSymbolicLink()) return [[prefix + name, `-> ${readlinkSync(file)}`]];
      const mode = (status.mode & 0o7777).toString(8);
      if (status.isDirectory()) return [[prefix + name, mode], ...describeFolder(file, `${prefix}${name}/`)];
      return [[prefix + name, `${mode} ${status.nlink} ${readFileSync(file, "latin1")}`]];
    });
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function change(
  file: string,
  before: string | undefined,
  after: string | undefined,
  { mode, phase = "switch" }: { readonly mode?: number; readonly phase?: Phase } = {},
): FileChange {
  return {
    file,
    before: before === undefined ? undefined : bytes(before),
    after: after === undefined ? undefined : bytes(after),
    phase,
    ...(mode !== undefined && { mode }),
  };
}

export function systemError(code: keyof typeof constants.errno): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: injected`), { code, errno: -constants.errno[code] });
}
