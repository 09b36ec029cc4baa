import path from "node:path";
import type { Platform } from "../../platform.ts";
import type { Service, ServiceProgram } from "./service.ts";
import { escapedXml } from "../../report/xml.ts";

const label = "io.github.mcp-lint.hub";

/** A launch agent of one user, as launchd.plist(5) describes it. */
export function launchAgent({ command, args, env, uid = 0 }: ServiceProgram, { home }: Platform): Service {
  const file = path.posix.join(home, "Library", "LaunchAgents", `${label}.plist`);
  const domain = `gui/${uid}`;
  const text = (value: string): string => `<string>${escapedXml(value)}</string>`;
  const words = [command, ...args].map((word) => `    ${text(word)}\n`).join("");
  const variables = Object.entries(env)
    .map(([key, value]) => `    <key>${escapedXml(key)}</key>\n    ${text(value)}\n`)
    .join("");
  return {
    kind: "launchd agent",
    file,
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  ${text(label)}
  <key>ProgramArguments</key>
  <array>
${words}  </array>
  <key>EnvironmentVariables</key>
  <dict>
${variables}  </dict>
  <key>WorkingDirectory</key>
  ${text(home)}
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ProcessType</key>
  <string>Interactive</string>
  <key>ExitTimeOut</key>
  <integer>15</integer>
  <key>StandardOutPath</key>
  <string>/dev/null</string>
  <key>StandardErrorPath</key>
  <string>/dev/null</string>
</dict>
</plist>
`,
    encoding: "utf-8",
    check: ["launchctl", "print", domain],
    install: [["launchctl", "bootstrap", domain, file]],
    start: ["launchctl", "kickstart", `${domain}/${label}`],
    uninstall: [["launchctl", "bootout", `${domain}/${label}`]],
    afterwards: [],
  };
}
