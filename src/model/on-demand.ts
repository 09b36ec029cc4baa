/**
 * What few ask an entry for and takes its time to work out: done once, when asked for. A class, because getters turn a
 * plain object into a slow and large one.
 */
export class OnDemand<Readings, Identity> {
  #readings: Readings | undefined;
  #identity: Identity | undefined;
  readonly #workOutReadings: () => Readings;
  readonly #workOutIdentity: () => Identity;

  constructor(readings: () => Readings, identity: () => Identity) {
    this.#workOutReadings = readings;
    this.#workOutIdentity = identity;
  }

  get readings(): Readings {
    return (this.#readings ??= this.#workOutReadings());
  }

  get identity(): Identity {
    return (this.#identity ??= this.#workOutIdentity());
  }
}
