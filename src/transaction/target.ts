import path from "node:path";
import { UserError } from "../errors.ts";
import { sameContent, type FileChange } from "./change.ts";
import type { WritableDisk, WritableStatus } from "./disk.ts";
import { attempt } from "./failure.ts";

/** A change with the place where it happens. */
export interface Target {
  readonly change: FileChange;
  /** The file with all links followed. */
  readonly path: string;
  /** Undefined: nothing is there. */
  readonly status: WritableStatus | undefined;
}

/** The number of links after which a path counts as a loop, as on Linux. */
const longestChain = 40;

/**
 * Follows the links of every change. Two names of one file become one target. Throws a `UserError` for what cannot be
 * replaced: folders, devices, read-only files, one file that two changes want differently.
 */
export function targetsOf(changes: readonly FileChange[], disk: WritableDisk): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const change of changes) {
    const target = targetOf(change, disk);
    // Hard links share an inode, and so do two spellings of one name where case does not count.
    const identity = target.status ? `${target.status.device}:${target.status.inode}` : target.path;
    const twin = targets.get(identity);
    if (!twin) targets.set(identity, target);
    else if (!sameContent(twin.change.after, change.after) || !sameContent(twin.change.before, change.before)) {
      throw new UserError(`${twin.change.file} and ${change.file} are one file but would become different ones`);
    }
  }
  return [...targets.values()];
}

function targetOf(change: FileChange, disk: WritableDisk): Target {
  const { file } = change;
  return attempt(`reach ${file}`, () => {
    const place = realPlace(file, disk);
    const status = disk.status(place);
    if (!status) return { change, path: place, status };
    if (status.kind !== "file") throw new UserError(`cannot change ${file}: not a regular file`);
    if (!disk.mayWrite(place)) {
      throw new UserError(`cannot change ${file}: ${place === file ? "it" : place} is read-only`);
    }
    return { change, path: place, status };
  });
}

/** The path with all links followed, also where the last one leads to nothing yet. */
function realPlace(file: string, disk: WritableDisk, links = 0): string {
  const real = disk.realPath(file);
  if (real !== undefined) return real;
  const folder = path.dirname(file);
  if (folder === file) return file;
  const realFolder = realPlace(folder, disk, links);
  const leadsTo = disk.readLink(file);
  if (leadsTo === undefined) return path.join(realFolder, path.basename(file));
  if (links === longestChain) throw new UserError(`cannot change ${file}: its links go in circles`);
  return realPlace(path.resolve(realFolder, leadsTo), disk, links + 1);
}

/** What stands at a path now, through links. Throws a `UserError` where no content can be read. */
export function currentContent(file: string, disk: WritableDisk): Uint8Array | undefined {
  return attempt(`read ${file}`, () => {
    const real = disk.realPath(file);
    const kind = real === undefined ? undefined : disk.status(real)?.kind;
    if (real === undefined || kind === undefined) return undefined;
    // Reading a pipe would wait for ever.
    if (kind !== "file") throw new UserError(`cannot read ${file}: not a regular file`);
    return disk.read(real);
  });
}

/** The folders above a path that are not there yet, the outermost first. */
export function missingFolders(file: string, disk: WritableDisk): readonly string[] {
  const missing: string[] = [];
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (attempt(`reach ${folder}`, () => disk.status(folder))) break;
    missing.unshift(folder);
  }
  return missing;
}
