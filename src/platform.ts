import { homedir } from "node:os";
import path from "node:path";

export type OperatingSystem = "linux" | "macos" | "windows";

/** The machine as the engine sees it. Injected, so that every platform is tested on any machine. */
export interface Platform {
  readonly os: OperatingSystem;
  readonly home: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Number of the user, where the system has such numbers. */
  readonly user?: number;
}

/** The platform this process runs on. */
export function currentPlatform(): Platform {
  return {
    os: process.platform === "win32" ? "windows" : process.platform === "darwin" ? "macos" : "linux",
    home: homedir(),
    cwd: process.cwd(),
    env: process.env,
    ...(process.getuid && { user: process.getuid() }),
  };
}

/** Path functions in the spelling of `platform`, whatever this process runs on. */
export function pathsOf(platform: Pick<Platform, "os">): path.PlatformPath {
  return platform.os === "windows" ? path.win32 : path.posix;
}
