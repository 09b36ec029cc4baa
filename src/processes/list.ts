import type { OperatingSystem } from "../platform.ts";
import type { ProcessTable } from "./process.ts";

/** All processes of this machine, now. */
export async function listProcesses(os: OperatingSystem): Promise<ProcessTable> {
  switch (os) {
    case "linux":
      return (await import("./linux.ts")).linuxProcesses();
    case "macos":
      return (await import("./macos.ts")).macosProcesses();
    case "windows":
      return (await import("./windows.ts")).windowsProcesses();
  }
}
