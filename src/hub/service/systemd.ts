import path from "node:path";
import type { Platform } from "../../platform.ts";
import type { Service, ServiceProgram } from "./service.ts";

const name = "mcp-lint-hub.service";

/** A user unit, as systemd.service(5) and systemd.unit(5) describe it. */
export function systemdUnit({ command, args, env }: ServiceProgram, { home, env: own }: Platform): Service {
  const config = own["XDG_CONFIG_HOME"] || path.posix.join(home, ".config");
  const variables = Object.entries(env).map(([key, value]) => `Environment=${quoted(`${key}=${value}`)}`);
  const systemctl = (...words: readonly string[]): readonly string[] => ["systemctl", "--user", ...words];
  return {
    kind: "systemd user unit",
    file: path.posix.join(config, "systemd", "user", name),
    text: `[Unit]
Description=mcp-lint hub: each MCP server once, for every session
Documentation=https://github.com/mcp-lint/mcp-lint/blob/main/docs/hub.md
StartLimitIntervalSec=60
StartLimitBurst=5

[Service]
Type=exec
ExecStart=${executed([command, ...args])}
${variables.map((line) => `${line}\n`).join("")}WorkingDirectory=%h
Restart=on-failure
RestartSec=2
KillMode=mixed
TimeoutStopSec=15

[Install]
WantedBy=default.target
`,
    encoding: "utf-8",
    check: systemctl("show-environment"),
    install: [systemctl("daemon-reload"), systemctl("enable", "--now", name)],
    start: systemctl("start", name),
    uninstall: [systemctl("disable", "--now", name)],
    afterwards: [systemctl("daemon-reload")],
    note: "It starts when you log in; `loginctl enable-linger` lets it start with the machine",
  };
}

/** A command line. Of its words `$` would be read as a variable, of the first one quotes and the like are refused. */
function executed(words: readonly string[]): string {
  const isPlain = /^[^"'\\$]*$/.test(words[0] ?? "");
  return [...(isPlain ? [] : ["/usr/bin/env"]), ...words].map((word) => quoted(word).replaceAll("$", "$$$$")).join(" ");
}

/** A word as systemd reads it: C escapes within quotes, `%` begins a specifier. */
function quoted(word: string): string {
  const escaped = word.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("%", "%%");
  return `"${escaped}"`;
}
