/** Levels of log messages, the most verbose first. */
const levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"] as const;

export type Level = (typeof levels)[number];

export function isLevel(value: unknown): value is Level {
  return levels.includes(value as Level);
}

/** Whether a message of one level is at or above another. One of a level that is not known always is. */
export function reaches(level: unknown, least: Level): boolean {
  return !isLevel(level) || levels.indexOf(level) >= levels.indexOf(least);
}

export function mostVerbose(wanted: Iterable<Level>): Level | undefined {
  const set = new Set(wanted);
  return levels.find((level) => set.has(level));
}
