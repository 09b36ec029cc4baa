import { privilegesOf } from "../src/model/container-privileges.ts";
import { optionsAmong } from "../src/model/options.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "container-privilege",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    machine: "`{{option}}` gives the container of `{{server}}` {{what}}: it is no container any more",
    network: "`{{option}}` puts `{{server}}` on the network of the machine, with every service that listens there",
  },
  docs: {
    summary: "A container that can do what the machine can",
    why: `A server in a container cannot reach the user's files: that is what the container is for. With \`--privileged\`, the socket
of Docker, or \`/\` mounted, one tool call is enough to leave it, as root. The container then only looks safe.

Sharing the network of the host (\`--network host\`) is only spoken of in \`strict\`: it is how a container reaches a service of this machine.`,
    remedy: `Mount the one folder the server works on, read-only where it can be (\`-v "$PWD:/work:ro"\`), and give single capabilities
in place of all. A server that manages containers needs the socket: put a proxy before it that lets through what it may do.`,
    references: [
      "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
      "https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "tools": { "command": "docker", "args": ["run", "-i", "--rm", "--privileged", "acme/tools:1.4.0"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "tools": { "command": "docker", "args": ["run", "-i", "--rm", "acme/tools:1.4.0"] } } }`,
    },
  },
  check({ entry, settings, report }) {
    const { launch, name } = entry;
    if (launch?.launcher !== "docker" && launch?.launcher !== "podman") return;
    const server = name.value;
    for (const { option, word, what, help } of privilegesOf(launch)) {
      report({ message: "machine", data: { server, option, what }, at: labelled(word, "a way out"), help });
    }
    if (settings.preset !== "strict" && settings.preset !== "audit") return;
    for (const { value } of optionsAmong(launch.flags, new Set(["--network", "--net"]))) {
      if (value.value !== "host") continue;
      const help = "give it a network of its own; `host.docker.internal` leads to this machine";
      report({ message: "network", data: { server, option: "--network host" }, at: value, help });
    }
  },
});
