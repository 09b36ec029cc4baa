import { configSchemaUrl } from "../about.ts";
import type { Preset } from "../rule.ts";

/** What the first config says. */
export interface FirstConfig {
  readonly preset: Preset;
  /** Sessions at one time, where the user told. */
  readonly sessions?: number;
  /** Servers that seem to need a process a session, for the example. */
  readonly example: string;
}

/** A config to read: what counts, and beside it what could be said. */
export function configText({ preset, sessions, example }: FirstConfig): string {
  const said = sessions === undefined ? `// "sessions": 8,` : `"sessions": ${sessions},`;
  return `{
  "$schema": ${JSON.stringify(configSchemaUrl)},

  // recommended: what breaks, leaks or costs · hub: errors for every stdio server · strict, audit: judgement as well
  "extends": ${JSON.stringify(preset)},

  // A severity (off, note, warning, error) or options, by rule: mcp-lint rules lists all
  "rules": {
    // "unpinned-package": "off",
  },

  // Other rules for some files, clients or servers
  "overrides": [
    // { "files": ["examples/**"], "rules": { "inline-secret": "off" } },
  ],

  // Servers that stay on stdio, and why: isolation, crash-tolerance, incompatible-dependencies or single-tool
  "allowStdio": [
    // { "server": ${JSON.stringify(example)}, "reason": "isolation" },
  ],

  // Sessions you have open at one time; what servers cost is worked out with it
  ${said}

  // Ports of your hub
  "ports": "18901-18926",
}
`;
}
