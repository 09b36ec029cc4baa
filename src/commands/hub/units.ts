/** `850 kB`, `68 MB`, `1.4 GB`. */
export function bytes(count: number): string {
  if (count < 1e6) return `${Math.round(count / 1e3)} kB`;
  return count < 1e9 ? `${Math.round(count / 1e6)} MB` : `${(count / 1e9).toFixed(1)} GB`;
}

/** `0.8 ms`, `120 ms`, `3.2 s`; nothing where there is none. */
export function milliseconds(time: number | undefined): string {
  if (time === undefined) return "";
  if (time >= 1_000) return `${(time / 1_000).toFixed(1)} s`;
  return `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
}

/** A length of time in its two largest units: `3 d 4 h`, `12 min`, `40 s`. */
export function since(time: number): string {
  const seconds = Math.max(0, Math.round(time / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
