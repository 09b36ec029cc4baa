import { onLoopback, publishedOnLoopback } from "../src/remedy/loopback.ts";
import type { ServerEntry, Setting } from "../src/model/entry.ts";
import type { Word } from "../src/model/launch.ts";
import { optionsAmong, type Option } from "../src/model/options.ts";
import { targetOf } from "../src/model/target.ts";
import { isUnspecified } from "../src/model/url.ts";
import { partOf, wordOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

const listenOptions: ReadonlySet<string> = new Set(
  [
    "host",
    "hostname",
    "bind",
    "bind-address",
    "address",
    "addr",
    "listen",
    "listen-address",
    "http-host",
    "sse-host",
  ].map((name) => `--${name}`),
);
const listenVariable =
  /^(?:(?:MCP|FASTMCP|SERVER|HTTP|SSE|UVICORN)_)?(?:HOST|BIND|BIND_ADDRESS|BIND_HOST|LISTEN_ADDRESS)$/;
const publishOptions: ReadonlySet<string> = new Set(["-p", "--publish"]);

/** `[address:][port:]port[/protocol]`, ports may be ranges. */
const publication = /^(?:(\[[^\]]*\]|\d+\.\d+\.\d+\.\d+):)?(?:[\d-]*:)?[\d-]+(?:\/\w+)?$/;

export default defineRule({
  id: "localhost-binding",
  category: "address",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    target:
      "`{{server}}` is reached at `{{host}}`, which means every interface and is no address to connect to: Windows refuses it",
    listen: "`{{option}}` makes `{{server}}` listen on every interface: whoever shares the network can call its tools",
    publish:
      "`{{option}}` publishes a port of `{{server}}` on every interface: whoever shares the network can call its tools",
  },
  docs: {
    summary: "A server listens on every interface, or is addressed as if it did",
    why: `MCP servers on HTTP seldom ask who is calling. One that listens on \`0.0.0.0\` or \`::\` lends the user's files
and credentials to everyone in the same café, and to any web page that finds its address. Docker publishes a port on every
interface too, unless an address stands before it, and does so past the rules of most host firewalls.

As the host of a URL, \`0.0.0.0\` happens to reach this machine on Linux and macOS, and fails on Windows.

Inside a container a server has to listen on \`0.0.0.0\`: what counts there is only what is published.`,
    remedy: "Listen on `127.0.0.1`, connect to `127.0.0.1`, and publish container ports as `-p 127.0.0.1:3000:3000`.",
    references: [
      "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning",
      "https://docs.docker.com/engine/network/port-publishing/",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "docs": { "command": "docs-server", "args": ["--transport", "http", "--host", "0.0.0.0"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "docs": { "command": "docs-server", "args": ["--transport", "http", "--host", "127.0.0.1"] } } }`,
    },
  },
  check({ entry, report }) {
    const server = entry.name.value;
    const { word, url } = targetOf(entry) ?? {};
    if (url?.host && isUnspecified(url.host.value)) {
      // What listens on an IPv6 address alone is not there on 127.0.0.1.
      const isSame = entry.url !== undefined && !url.host.value.startsWith("[");
      const fix = onLoopback(word!, isSame ? "safe" : "unsafe", url.host);
      report({
        message: "target",
        data: { server, host: url.host.value },
        at: labelled(partOf(word!, url.host.start, url.host.end), "every interface"),
        help: "write `127.0.0.1`, and make the server listen only there",
        ...(fix && { fix }),
      });
    }
    for (const { name, value } of listening(entry)) {
      const fix = onLoopback(value, "unsafe");
      report({
        message: "listen",
        data: { server, option: name },
        at: labelled(value, "every interface"),
        key: name,
        help: "write `127.0.0.1`",
        ...(fix && { fix }),
      });
    }
    for (const variable of listeningVariables(entry)) {
      const fix = onLoopback(wordOf(variable), "unsafe");
      report({
        message: "listen",
        data: { server, option: variable.name },
        at: labelled(variable, "every interface"),
        // Many servers read no such variable while they are on stdio.
        severity: "warning",
        help: "write `127.0.0.1`",
        ...(fix && { fix }),
      });
    }
    for (const { name, value } of published(entry)) {
      const fix = publishedOnLoopback(value);
      report({
        message: "publish",
        data: { server, option: name },
        at: labelled(value, "every interface"),
        severity: "warning",
        key: name,
        help: "publish it on `127.0.0.1` alone, as in `127.0.0.1:3000:3000`",
        ...(fix && { fix }),
      });
    }
  },
});

function listening({ launch }: ServerEntry): readonly Option[] {
  if (!launch || inContainer(launch)) return [];
  return optionsAmong([...launch.flags, ...launch.serverArgs], listenOptions).flatMap(({ name, value }) => {
    const host = hostOf(value);
    return host && isUnspecified(host.value) ? [{ name, value: host }] : [];
  });
}

/** The host of `0.0.0.0`, `0.0.0.0:8000`, `[::]:8000`, `::` or `http://0.0.0.0:8000`. */
function hostOf(word: Word): Word | undefined {
  const match = /^(?:https?:\/\/)?(\[[^\]]*\]|[^:/]+|::)(?::\d+)?\/?$/d.exec(word.value);
  const [start, end] = match?.indices?.[1] ?? [];
  return start === undefined ? undefined : partOf(word, start, end);
}

function listeningVariables({ env, launch }: ServerEntry): readonly Setting[] {
  if (launch && inContainer(launch)) return [];
  return env.filter(({ name, value }) => listenVariable.test(name) && isUnspecified(value));
}

function published({ launch }: ServerEntry): readonly Option[] {
  if (!launch || !inContainer(launch)) return [];
  return optionsAmong(launch.flags, publishOptions).filter(({ value }) => {
    const match = publication.exec(value.value);
    return match && (match[1] === undefined || isUnspecified(match[1]));
  });
}

function inContainer({ launcher }: NonNullable<ServerEntry["launch"]>): boolean {
  return launcher === "docker" || launcher === "podman";
}
