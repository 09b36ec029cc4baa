import path from "node:path";
import type { Platform } from "../../platform.ts";
import type { Service, ServiceProgram } from "./service.ts";
import { escapedXml } from "../../report/xml.ts";

const name = "mcp-lint hub";

/**
 * A task that starts when its user logs on, in version 1.2 of the Task Scheduler schema. It has the variables of that
 * user; `conhost --headless` keeps a console program from opening a window.
 */
export function scheduledTask({ command, args }: ServiceProgram, { home, env: own }: Platform): Service {
  const user = own["USERDOMAIN"] ? `${own["USERDOMAIN"]}\\${own["USERNAME"] ?? ""}` : (own["USERNAME"] ?? "");
  const local = own["LOCALAPPDATA"] ?? path.win32.join(home, "AppData", "Local");
  const file = path.win32.join(local, "mcp-lint", "hub", "task.xml");
  const started = [command, ...args].map(quoted).join(" ");
  return {
    kind: "scheduled task",
    file,
    text: `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>mcp-lint hub: each MCP server once, for every session</Description>
    <URI>\\${name}</URI>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>${escapedXml(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${escapedXml(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <Enabled>true</Enabled>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>255</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>${escapedXml(`--headless ${started}`)}</Arguments>
      <WorkingDirectory>${escapedXml(home)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`,
    encoding: "utf-16",
    check: ["schtasks", "/Query", "/FO", "CSV", "/NH"],
    install: [
      ["schtasks", "/Create", "/TN", name, "/XML", file, "/F"],
      ["schtasks", "/Run", "/TN", name],
    ],
    start: ["schtasks", "/Run", "/TN", name],
    uninstall: [["schtasks", "/Delete", "/TN", name, "/F"]],
    afterwards: [],
  };
}

/** A word for `CommandLineToArgvW`. */
function quoted(word: string): string {
  if (/^[\w\\/:.=-]+$/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
}
