/** What a command does. Its code is loaded when it is the one called. */
type Action = (positional: never, options: never) => Promise<number>;

/** A handler for commander: its result is the exit status. */
export const run =
  (load: () => Promise<Action>) =>
  async (positional: unknown, options: unknown): Promise<void> => {
    const action = await load();
    process.exitCode = await action(positional as never, options as never);
  };

/** As `run`, for a command without positional arguments. */
export const runAlone =
  (load: () => Promise<Action>) =>
  async (options: unknown): Promise<void> =>
    run(load)(undefined, options);
