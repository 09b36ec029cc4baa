import { unsafeFlags } from "../src/data/unsafe-flags.ts";
import { partOf } from "../src/model/words.ts";
import { texts } from "../src/option.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "unsafe-flags",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    flag: "`{{flag}}` of `{{server}}` {{effect}}",
    root: "`{{server}}` runs as root: what the agent may do with it, it may do to the whole machine",
  },
  options: {
    flags: texts("Further flags that no server may be started with"),
  },
  docs: {
    summary: "A server is started without a guard it would have",
    why: `An agent follows what it reads, and a web page or an issue can tell it what to do. The sandbox of a browser, the check of a
certificate and the user's own rights are what stays between that text and the machine; \`--no-sandbox\`, \`--insecure-skip-verify\`
and \`sudo\` take them away, for every session and everyone who copies the config.

Inside a container \`--no-sandbox\` is often needed and not reported. A client cannot answer when \`sudo\` asks for a password.`,
    remedy: "Leave the flag out. Run the server as the user, or in a container that holds no more than it needs.",
    references: [
      "https://github.com/microsoft/playwright-mcp",
      "https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "browser": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83", "--no-sandbox"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "browser": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83", "--isolated"] } } }`,
    },
  },
  check({ entry, options, report }) {
    const { launch, name } = entry;
    if (!launch) return;
    const server = name.value;
    const sudo = launch.wrappers.find(({ kind }) => kind === "sudo")?.word;
    if (sudo) {
      const help = "start it as the user; give that user the rights it needs";
      report({ message: "root", data: { server }, at: labelled(sudo, "as root"), help });
    }
    if (launch.launcher === "docker" || launch.launcher === "podman") return;
    for (const word of launch.serverArgs) {
      // `--chrome-arg=--no-sandbox` hands a flag on.
      const start = word.value.lastIndexOf("=--") + 1;
      const [flag = ""] = word.value.slice(start).split("=", 1);
      const known = unsafeFlags.find((each) => each.flag.test(flag))?.effect;
      const effect = known ?? (options.flags.includes(flag) ? "is not allowed here" : undefined);
      if (effect === undefined) continue;
      report({
        message: "flag",
        data: { server, flag, effect },
        at: labelled(partOf(word, start), "no guard"),
        help: "leave it out",
      });
    }
  },
});
