/**
 * What clients do with the place where they used to keep servers, by client id; reads after their name. Only where it is
 * known; from the clients' own sources, read 2026-11-27.
 */
export const obsoletePlaces: Readonly<Record<string, string>> = {
  antigravity: "reads this place in older releases only",
  cline: "moved the servers out of this place once, and reads it no more",
  continue: "reads YAML now, and this file only where there is none",
  devin: "moves the servers out of this file when it starts",
  "kimi-code": "reads this place in its older CLI only",
  vscode: "keeps servers in a file of their own now, and moves them there with a notice",
};
