/**
 * What few ask an entry for and takes its time to work out: done once, when asked for, from the object itself. A class,
 * because getters turn a plain object into a slow and large one.
 */
export class OnDemand<Whole, Readings, Identity> {
  #readings: Readings | undefined;
  #identity: Identity | undefined;
  readonly #workOutReadings: (whole: Whole) => Readings;
  readonly #workOutIdentity: (whole: Whole) => Identity;

  constructor(readings: (whole: Whole) => Readings, identity: (whole: Whole) => Identity) {
    this.#workOutReadings = readings;
    this.#workOutIdentity = identity;
  }

  get readings(): Readings {
    return (this.#readings ??= this.#workOutReadings(this as unknown as Whole));
  }

  get identity(): Identity {
    return (this.#identity ??= this.#workOutIdentity(this as unknown as Whole));
  }
}
