/** Lines a second that are handed on; more is only counted. */
const mostPerSecond = 200;

export interface NoiseFilter {
  push(line: string): void;
  /** Says what was left out last. */
  end(): void;
}

/** Lines that a server should not write. One that writes nothing else must not keep the hub from its work. `now`: in milliseconds. */
export function noiseFilter(onLine: (line: string) => void, now: () => number = Date.now): NoiseFilter {
  let second = 0;
  let lines = 0;
  let leftOut = 0;

  const end = (): void => {
    if (leftOut > 0) onLine(`(${leftOut} lines left out: more than ${mostPerSecond} in a second)`);
    leftOut = 0;
  };
  return {
    push(line) {
      const current = Math.floor(now() / 1000);
      if (current !== second) {
        [second, lines] = [current, 0];
        end();
      }
      if (++lines > mostPerSecond) leftOut++;
      else onLine(line);
    },
    end,
  };
}
