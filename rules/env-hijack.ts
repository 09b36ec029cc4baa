import { powerfulVariables } from "../src/data/environment.ts";
import { isSwitchedOff } from "../src/model/started.ts";
import { textMap } from "../src/option.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "env-hijack",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    variable: "`{{name}}` in the environment of `{{server}}` {{effect}}",
  },
  options: {
    variables: textMap("Further variables by name, with what each does: reads after its name"),
  },
  docs: {
    summary: "A variable that changes what a server runs or whom it trusts",
    why: `Whoever meets a certificate error is told to set \`NODE_TLS_REJECT_UNAUTHORIZED=0\`. In the environment of a server that
is for good: every request that carries the user's token trusts whoever answers.

\`strict\` and \`audit\` also speak of variables for which there are reasons, and which are how a config that looks harmless runs something
else: \`PATH\`, \`LD_PRELOAD\`, \`NODE_OPTIONS\` with \`--require\`, another package registry. In a config that comes with a repository they
deserve a look.`,
    remedy:
      "Leave the variable out, and trust the one certificate that is missing (`NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`).",
    references: [
      "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
      "https://cwe.mitre.org/data/definitions/295.html",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "wiki": { "command": "wiki-mcp", "env": { "NODE_TLS_REJECT_UNAUTHORIZED": "0" } } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "wiki": { "command": "wiki-mcp", "env": { "NODE_EXTRA_CA_CERTS": "/etc/ssl/acme.pem" } } } }`,
    },
  },
  check({ entry, project, settings, options, report }) {
    const strict = settings.preset === "strict" || settings.preset === "audit";
    if (!strict && isSwitchedOff(entry, project)) return;
    for (const variable of entry.env) {
      const known = powerfulVariables.find(
        ({ name, value }) => name.test(variable.name) && (value?.test(variable.value) ?? true),
      );
      const own = Object.hasOwn(options.variables, variable.name) ? options.variables[variable.name] : undefined;
      const effect = own ?? (known && (strict || known.harm === "certain") ? known.effect : undefined);
      if (effect === undefined) continue;
      report({
        message: "variable",
        data: { name: variable.name, server: entry.name.value, effect },
        at: variable,
        help: known?.help ?? "leave it out",
        key: variable.name,
      });
    }
  },
});
