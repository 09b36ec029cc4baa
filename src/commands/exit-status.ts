/** Exit status where there was no config to read. */
export const NOTHING_TO_LINT = 3;
