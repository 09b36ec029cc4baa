import type { Documented, Rule } from "../src/rule.ts";
import { rules } from "./index.ts";

/**
 * Every rule with its docs. Never import this to lint: scripts/bundle.js takes the docs out of all that the command line
 * loads for that, so that no prose, however long, makes a run slower.
 */
export const documentedRules = rules as readonly Documented<Rule>[];
