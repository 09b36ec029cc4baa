import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Which process listens on a port of this machine, for people: `node (pid 4711)`. Undefined where that cannot be seen. */
export async function holderOf(port: number): Promise<string | undefined> {
  try {
    if (process.platform === "linux") return await onLinux(port);
    return process.platform === "win32" ? await onWindows(port) : await onMac(port);
  } catch {
    return undefined;
  }
}

async function onLinux(port: number): Promise<string | undefined> {
  const texts = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "latin1").catch(() => "")),
  );
  const ending = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const inodes = new Set<string>();
  for (const line of texts.join("\n").split("\n")) {
    const fields = line.trim().split(/\s+/);
    if (fields[1]?.endsWith(ending) && fields[3] === "0A" && fields[9]) inodes.add(`socket:[${fields[9]}]`);
  }
  if (inodes.size === 0) return undefined;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    // Those of other users cannot be looked into.
    const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const handle of handles) {
      if (!inodes.has(await readlink(`/proc/${pid}/fd/${handle}`).catch(() => ""))) continue;
      const name = (await readFile(`/proc/${pid}/comm`, "utf8")).trim();
      return `${name} (pid ${pid})`;
    }
  }
  return "a process of another user";
}

async function onMac(port: number): Promise<string | undefined> {
  const { stdout } = await run("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]);
  const [, pid] = /^p(\d+)$/m.exec(stdout) ?? [];
  const [, name] = /^c(.+)$/m.exec(stdout) ?? [];
  return pid && `${name ?? "a process"} (pid ${pid})`;
}

async function onWindows(port: number): Promise<string | undefined> {
  const { stdout } = await run("netstat", ["-ano", "-p", "TCP"]);
  const [, pid] = new RegExp(`:${port}\\s+\\S+\\s+LISTENING\\s+(\\d+)`).exec(stdout) ?? [];
  if (!pid) return undefined;
  const { stdout: tasks } = await run("tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]);
  return `${/^"([^"]+)"/.exec(tasks.trim())?.[1] ?? "a process"} (pid ${pid})`;
}
