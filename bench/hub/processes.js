// CPU and memory of process trees, from /proc; so these benchmarks run on Linux only.
import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;

const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

const statOf = (pid) => {
  const stat = read(`/proc/${pid}/stat`);
  return stat === "" ? undefined : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
};

/** The processes below these, themselves included. */
export function treeOf(roots) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    const stat = statOf(name);
    if (stat) parents.set(Number(name), Number(stat[1]));
  }
  const found = new Set(roots.filter((pid) => parents.has(pid)));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** Milliseconds of CPU that these processes have used, with their children that have ended. */
export function cpuOf(pids) {
  const ticks = pids
    .map(statOf)
    .map((stat) => (stat ? [11, 12, 13, 14].reduce((sum, at) => sum + Number(stat[at]), 0) : 0));
  return (ticks.reduce((sum, each) => sum + each, 0) * 1000) / ticksPerSecond;
}

/** MB of 1,000,000 bytes. */
export function memoryOf(pids) {
  const sum = (name) =>
    pids.reduce((total, pid) => {
      const [, kilobytes = 0] = new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
      return total + (Number(kilobytes) * 1024) / 1e6;
    }, 0);
  return { processes: pids.length, rss: sum("Rss"), pss: sum("Pss") };
}

/** Milliseconds of CPU that the whole machine has used. */
export function cpuOfMachine() {
  const [, user, nice, system, , , irq, softirq] = read("/proc/stat").split("\n", 1)[0].split(/\s+/).map(Number);
  return ((user + nice + system + irq + softirq) * 1000) / ticksPerSecond;
}
