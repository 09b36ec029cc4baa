import type { Generated } from "./source.ts";

/** Where a dotfiles manager would put a file that its source folder keeps under another name. */
export interface Deployed {
  readonly names: readonly string[];
  readonly manager: "chezmoi" | "yadm" | "stow";
  readonly generated?: Generated;
  /** Set where the file is no config but becomes one: what it is instead. */
  readonly opaque?: string;
}

const CHEZMOI_FOLDER = /^(?:remove_|external_|exact_|private_|readonly_)*(?:dot_|literal_)?/;
const CHEZMOI_FILE =
  /^(?:create_|modify_|symlink_|encrypted_|private_|readonly_|empty_|executable_)*(?:dot_|literal_)?/;
const CHEZMOI_SUFFIX = /(?:\.tmpl|\.literal)+$/;
const STOW = /^dot-/;
/** A cheap test that most names fail. */
const MANAGED = /^(?:[a-z]+_|dot-)|\.tmpl$|\.literal$|##/;

/** Undefined where every name is what it seems. The names are those below the root, the file's own last. */
export function deployed(names: readonly string[]): Deployed | undefined {
  if (!names.some((name) => MANAGED.test(name))) return undefined;
  const last = names.length - 1;
  const decoded = names.map((name, index) => decode(name, index === last));
  const changed = decoded.findLastIndex((name, index) => name !== names[index]);
  if (changed === -1) return undefined;
  const file = names[last]!;
  const manager = names[changed]!.includes("##") ? "yadm" : STOW.test(names[changed]!) ? "stow" : "chezmoi";
  return { names: decoded, manager, ...nature(file) };
}

function decode(name: string, isFile: boolean): string {
  const alternate = name.indexOf("##");
  if (alternate > 0) return name.slice(0, alternate);
  if (STOW.test(name)) return name.replace(STOW, ".");
  const prefix = (isFile ? CHEZMOI_FILE : CHEZMOI_FOLDER).exec(name)![0];
  const bare = isFile ? name.slice(prefix.length).replace(CHEZMOI_SUFFIX, "") : name.slice(prefix.length);
  return prefix.endsWith("dot_") ? `.${bare}` : bare;
}

function nature(file: string): Pick<Deployed, "generated" | "opaque"> {
  const prefix = CHEZMOI_FILE.exec(file)![0];
  if (prefix.includes("modify_")) return { opaque: "a chezmoi script that changes the file" };
  if (prefix.includes("symlink_")) return { opaque: "the target of a link that chezmoi makes" };
  if (prefix.includes("encrypted_")) return { opaque: "encrypted by chezmoi" };
  const [, conditions] = /##(.*)$/.exec(file) ?? [];
  if (conditions?.split(",").some((condition) => /^(?:template|t|yadm)(?:\.|$)/.test(condition)))
    return { generated: "yadm-template" };
  return file.endsWith(".tmpl") ? { generated: "chezmoi-template" } : {};
}
