/** The latest durations, in milliseconds. */
export class Latency {
  readonly #ring = new Float64Array(512);
  #count = 0;

  add(ms: number): void {
    this.#ring[this.#count++ % this.#ring.length] = ms;
  }

  /** Two decimals; undefined before the first. */
  quantiles(): { readonly p50: number; readonly p95: number } | undefined {
    if (this.#count === 0) return undefined;
    const sorted = this.#ring.slice(0, Math.min(this.#count, this.#ring.length)).sort();
    const at = (share: number): number => {
      const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
      return Math.round(value * 100) / 100;
    };
    return { p50: at(0.5), p95: at(0.95) };
  }
}
