import { MCPConfigRegistry, type MCPClientConfig } from "@gleanwork/mcp-config-schema";
import { describe, expect, it } from "vitest";
import { keyPath } from "../../src/clients/client.ts";
import type { Client, Key } from "../../src/clients/client.ts";
import { clientById } from "../../src/clients/index.ts";
import { expandPaths } from "../../src/clients/paths.ts";
import type { OperatingSystem } from "../../src/platform.ts";

/*
 * Another table of clients, made by others from other sources. Where it says something, it says what ours says, but for
 * the differences below; one that is gone must be taken off the list.
 */

const ourIds: Readonly<Record<string, string>> = {
  antigravity: "antigravity",
  "antigravity-cli": "antigravity",
  chatgpt: "chatgpt",
  "claude-code": "claude-code",
  "claude-desktop": "claude-desktop",
  codex: "codex",
  cursor: "cursor",
  "cursor-agent": "cursor",
  gemini: "gemini-cli",
  goose: "goose",
  jetbrains: "jetbrains-ai-assistant",
  junie: "junie",
  opencode: "opencode",
  vscode: "vscode",
  windsurf: "windsurf",
};

/** Services without a file or a program on this machine. */
const notOurs = ["claude-teams-enterprise", "linear"];

/** `<client>.<fact>: theirs`, and why ours is right. */
const agreedDifferences: Readonly<Record<string, string>> = {
  "antigravity.path.linux: /home/ada/.gemini/antigravity/mcp_config.json": "the folder of before 2.0, legacy with us",
  "antigravity.path.macos: /home/ada/.gemini/antigravity/mcp_config.json": "the folder of before 2.0, legacy with us",
  "antigravity.path.windows: C:\\Users\\ada\\.gemini\\antigravity\\mcp_config.json":
    "the folder of before 2.0, legacy with us",
  "gemini.http.url: httpUrl": "deprecated since `url` with a type means streamable HTTP",
  "goose.path.windows: C:\\Users\\ada\\.config\\goose\\config.yaml":
    "Goose's own source has %APPDATA%\\Block\\goose\\config",
  "jetbrains.http.typeValue: http": "the vendor's page shows no type",
  "opencode.stdio.args: command": "the arguments stand in the list of the command, so there is no key for them",
};

const systems: Readonly<Record<string, OperatingSystem>> = { linux: "linux", darwin: "macos", win32: "windows" };

const theirs = new MCPConfigRegistry().getAllConfigs();

describe("@gleanwork/mcp-config-schema", () => {
  it("knows no client that was not compared", () => {
    expect(theirs.map(({ id }) => String(id)).sort()).toEqual([...Object.keys(ourIds), ...notOurs].sort());
  });

  it("differs from ours only as agreed", () => {
    const found = theirs.flatMap((config) => {
      const client = clientById(ourIds[config.id] ?? "");
      return client ? differences(config, client).map((text) => `${config.id}.${text}`) : [];
    });
    expect(found.sort()).toEqual(Object.keys(agreedDifferences).sort());
  });
});

/** Each fact they state that is not ours, as `fact: theirs`. */
function differences(config: MCPClientConfig, client: Client): readonly string[] {
  const { serversPropertyName, stdioPropertyMapping: stdio, httpPropertyMapping: http } = config.configStructure;
  const { default: dialect } = client.dialects;
  const keys: Readonly<Record<string, readonly [theirs: string | undefined, ours: Key | undefined]>> = {
    "stdio.type": [stdio?.typeProperty, dialect.typeKey],
    "stdio.command": [stdio?.commandProperty, dialect.stdio?.command],
    "stdio.args": [stdio?.argsProperty, dialect.stdio?.args],
    "stdio.env": [stdio?.envProperty, dialect.stdio?.env],
    "http.type": [http?.typeProperty, dialect.typeKey],
    "http.typeValue": [http?.typeValue, dialect.http?.type],
    "http.url": [http?.urlProperty, dialect.http?.urls[0]],
    "http.headers": [http?.headersProperty, dialect.http?.headers],
  };
  const roots = client.files.filter(({ scope }) => scope === "user").map(({ root }) => root.join("."));
  return [
    ...Object.entries(config.configPath).flatMap(([system, path]) => {
      const os = systems[system]!;
      const expected = expandTheirs(path ?? "", os);
      return userPaths(client, os).includes(expected) ? [] : [`path.${os}: ${expected}`];
    }),
    ...(!serversPropertyName || roots.includes(serversPropertyName) ? [] : [`root: ${serversPropertyName}`]),
    ...Object.entries(keys).flatMap(([fact, [their, our]]) =>
      their === undefined || (our !== undefined && keyPath(our).join(".") === their) ? [] : [`${fact}: ${their}`],
    ),
  ];
}

function homeOn(os: OperatingSystem): string {
  return os === "windows" ? "C:\\Users\\ada" : "/home/ada";
}

function userPaths({ files }: Client, os: OperatingSystem): readonly string[] {
  const platform = { os, home: homeOn(os), cwd: homeOn(os), env: {} };
  return files
    .filter((file) => file.scope === "user" && (file.os?.includes(os) ?? true))
    .flatMap(({ paths }) => paths.flatMap((pattern) => expandPaths(pattern, platform)));
}

function expandTheirs(path: string, os: OperatingSystem): string {
  const home = homeOn(os);
  return path
    .replace(/^(\$HOME|%USERPROFILE%)/, home.replaceAll("$", "$$$$"))
    .replace("%APPDATA%", `${home}\\AppData\\Roaming`);
}
