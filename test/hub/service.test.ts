import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { serviceOf, type Service } from "../../src/hub/service/service.ts";
import type { Platform } from "../../src/platform.ts";
import { folderWith } from "../cli/program.ts";

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

const program = { command: "/opt/node 20/bin/node", args: ["/opt/mcp-lint/main.js", "hub", "run"], env: {}, uid: 501 };
const linux: Platform = { os: "linux", home: "/home/ada", cwd: "/home/ada", env: {} };
const macos: Platform = { os: "macos", home: "/Users/ada", cwd: "/", env: {} };
const windows: Platform = {
  os: "windows",
  home: "C:\\Users\\ada",
  cwd: "C:\\",
  env: { USERDOMAIN: "BOX", USERNAME: "ada", LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" },
};

describe("a systemd user unit", () => {
  it("restarts the hub when it crashed, and lets it end its servers itself", () => {
    const { file, text } = serviceOf({ ...program, env: { XDG_STATE_HOME: '/data/100% "x" $y' } }, linux);
    expect(file).toBe("/home/ada/.config/systemd/user/mcp-lint-hub.service");
    expect(text).toMatchInlineSnapshot(`
      "[Unit]
      Description=mcp-lint hub: each MCP server once, for every session
      Documentation=https://github.com/mcp-lint/mcp-lint/blob/main/docs/hub.md
      StartLimitIntervalSec=60
      StartLimitBurst=5

      [Service]
      Type=exec
      ExecStart="/opt/node 20/bin/node" "/opt/mcp-lint/main.js" "hub" "run"
      Environment="XDG_STATE_HOME=/data/100%% \\"x\\" $y"
      WorkingDirectory=%h
      Restart=on-failure
      RestartSec=2
      KillMode=mixed
      TimeoutStopSec=15

      [Install]
      WantedBy=default.target
      "
    `);
  });

  it("stands where the user keeps settings", () => {
    const { file } = serviceOf(program, { ...linux, env: { XDG_CONFIG_HOME: "/cfg" } });
    expect(file).toBe("/cfg/systemd/user/mcp-lint-hub.service");
  });

  it.runIf(hasSystemd)("is one that systemd accepts, whatever is in the paths", () => {
    const folder = folderWith({});
    const bin = path.join(folder, 'a b%n$HOME"c\\d');
    mkdirSync(bin);
    const node = path.join(bin, "node");
    writeFileSync(node, "#!/bin/sh\n", { mode: 0o755 });
    const { text } = serviceOf({ ...program, command: node, env: { A: `1 $2 %h "3" '4' \\5` } }, linux);
    const unit = path.join(folder, "mcp-lint-hub.service");
    writeFileSync(unit, text);
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--user", "--man=no", unit], {
      encoding: "utf8",
      env: { ...process.env, XDG_RUNTIME_DIR: folder, HOME: folder },
    });
    expect(stderr.split("\n").filter((line) => line.includes("mcp-lint-hub"))).toEqual([]);
    expect(status).toBe(0);
  });
});

describe("a launchd agent", () => {
  it("starts at login and after a crash, and not after it was stopped", () => {
    const { file, text, install, uninstall } = serviceOf({ ...program, env: { A: "<&>" } }, macos);
    expect(file).toBe("/Users/ada/Library/LaunchAgents/io.github.mcp-lint.hub.plist");
    expect(install).toEqual([["launchctl", "bootstrap", "gui/501", file]]);
    expect(uninstall).toEqual([["launchctl", "bootout", "gui/501/io.github.mcp-lint.hub"]]);
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <plist version="1.0">
      <dict>
        <key>Label</key>
        <string>io.github.mcp-lint.hub</string>
        <key>ProgramArguments</key>
        <array>
          <string>/opt/node 20/bin/node</string>
          <string>/opt/mcp-lint/main.js</string>
          <string>hub</string>
          <string>run</string>
        </array>
        <key>EnvironmentVariables</key>
        <dict>
          <key>A</key>
          <string>&lt;&amp;&gt;</string>
        </dict>
        <key>WorkingDirectory</key>
        <string>/Users/ada</string>
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
      "
    `);
  });
});

describe("a scheduled task", () => {
  it("starts when the user logs on, without a window or a time limit", () => {
    const command = "C:\\Program Files\\nodejs\\node.exe";
    const { file, text, encoding }: Service = serviceOf(
      { ...program, command, args: ["C:\\a&b\\main.js", "hub", "run"] },
      windows,
    );
    expect(file).toBe("C:\\Users\\ada\\AppData\\Local\\mcp-lint\\hub\\task.xml");
    expect(encoding).toBe("utf-16");
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-16"?>
      <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
        <RegistrationInfo>
          <Description>mcp-lint hub: each MCP server once, for every session</Description>
          <URI>\\mcp-lint hub</URI>
        </RegistrationInfo>
        <Triggers>
          <LogonTrigger>
            <Enabled>true</Enabled>
            <UserId>BOX\\ada</UserId>
          </LogonTrigger>
        </Triggers>
        <Principals>
          <Principal id="Author">
            <UserId>BOX\\ada</UserId>
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
            <Arguments>--headless &quot;C:\\Program Files\\nodejs\\node.exe&quot; &quot;C:\\a&amp;b\\main.js&quot; hub run</Arguments>
            <WorkingDirectory>C:\\Users\\ada</WorkingDirectory>
          </Exec>
        </Actions>
      </Task>
      "
    `);
  });
});
