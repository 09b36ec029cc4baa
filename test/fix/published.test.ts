import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { publishedVersions } from "../../src/fix/published.ts";
import type { FixResult } from "../../src/fix/outcome.ts";
import type { ServerEntry } from "../../src/model/entry.ts";
import type { Platform } from "../../src/platform.ts";
import { fix } from "../../src/run.ts";
import { defaultSettings } from "../../src/settings.ts";
import { changedFiles, projectOf } from "../rule-tester.ts";

interface Registry {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
}

/** A registry on this machine, gone after the test. */
async function registry(answer: RequestListener): Promise<Registry> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const notes = {
  "dist-tags": { latest: "2.1.0", next: "3.0.0-rc.1" },
  versions: { "1.4.0": {}, "1.12.0": {}, "2.1.0": {} },
};

const serving =
  (documents: Readonly<Record<string, unknown>>): RequestListener =>
  ({ url = "" }, response) => {
    if (!Object.hasOwn(documents, url)) return void response.writeHead(404).end();
    const document = documents[url];
    response.end(typeof document === "string" ? document : JSON.stringify(document));
  };

/** `.cursor/mcp.json` with one server for each command line. */
function cursor(...lines: readonly string[]): string {
  const servers = lines.map((line, index) => {
    const [command, ...args] = line.split(" ");
    return [`s${index}`, { command, args }];
  });
  return JSON.stringify({ mcpServers: Object.fromEntries(servers) });
}

interface Run {
  readonly env?: Platform["env"];
  readonly files?: Readonly<Record<string, string>>;
  readonly offline?: true;
}

/** What fixing unpinned packages alone makes of these command lines. */
async function pinned(
  lines: readonly string[],
  { env = {}, files = {}, offline }: Run,
): Promise<{ readonly lines: readonly string[]; readonly result: FixResult }> {
  const config = cursor(...lines);
  const rooted = { "/project/.git/": "", "/project/.cursor/mcp.json": config, ...files };
  const result = await fix(
    { paths: [], ignore: true },
    defaultSettings,
    { safety: "all", rules: ["unpinned-package", "floating-selector"] },
    {
      fileSystem: memoryFileSystem(rooted, "linux"),
      platform: { os: "linux", home: "/home/ada", cwd: "/project", env },
      ...(!offline && { online: true }),
    },
  );
  const after = JSON.parse(changedFiles(result)[".cursor/mcp.json"] ?? config) as {
    mcpServers: Record<string, { command: string; args: string[] }>;
  };
  return { lines: Object.values(after.mcpServers).map(({ command, args }) => [command, ...args].join(" ")), result };
}

const reasons = ({ skipped }: FixResult): readonly string[] => skipped.map(({ kind, why }) => `${kind}: ${why}`);

async function entriesOf(...lines: readonly string[]): Promise<readonly ServerEntry[]> {
  return (await projectOf({ ".cursor/mcp.json": cursor(...lines) })).entries;
}

describe("what npm serves", () => {
  it("gives the latest version, the one of a tag, and the highest of a range, and is asked once", async () => {
    const { url, requests } = await registry(serving({ "/notes": notes }));
    const { lines, result } = await pinned(
      ["npx -y notes", "npx notes@next --x", "bunx notes@^1.2.0", "pnpm dlx notes@1", "npx notes@2.1.0"],
      { env: { npm_config_registry: url } },
    );
    expect(lines).toEqual([
      "npx -y notes@2.1.0",
      "npx notes@3.0.0-rc.1 --x",
      "bunx notes@1.12.0",
      "pnpm dlx notes@1.12.0",
      "npx notes@2.1.0",
    ]);
    expect(result.fixed.map(({ rule, fix }) => `${rule} ${fix.safety}`).toSorted()).toEqual([
      "floating-selector unsafe",
      "floating-selector unsafe",
      "floating-selector unsafe",
      "unpinned-package safe",
    ]);
    expect(requests.map((request) => request.url)).toEqual(["/notes"]);
  });

  it("is asked for in the registry of the scope, as .npmrc says, without credentials", async () => {
    const [own, other] = [await registry(serving({ "/npm/@acme%2fnotes": notes })), await registry(serving({}))];
    const { lines } = await pinned(["npx @acme/notes"], {
      env: { npm_config_registry: other.url, HOST: own.url.replace("http://", "") },
      files: {
        "/project/.npmrc": "; ours\r\n@acme:registry = http://ada:hunter2@${HOST}/npm\r\n",
        "/home/ada/.npmrc": `@acme:registry=${other.url}\n//127.0.0.1/:_authToken=abc\nregistry=${other.url}\n`,
      },
    });
    expect(lines).toEqual(["npx @acme/notes@2.1.0"]);
    expect(other.requests).toEqual([]);
    expect(own.requests.map(({ headers }) => [headers.authorization, headers.cookie])).toEqual([
      [undefined, undefined],
    ]);
  });

  it("is asked for where the user's .npmrc says so, and nowhere for an entry with a registry of its own", async () => {
    const { url, requests } = await registry(serving({ "/notes": notes }));
    const files = { "/home/ada/.npmrc": `registry="${url}/"\n` };
    expect((await pinned(["npx notes"], { files })).lines).toEqual(["npx notes@2.1.0"]);
    const own = ["npx --registry http://127.0.0.1:9 notes", "npx --registry=http://127.0.0.1:9 notes"];
    expect((await pinned(own, { files })).lines).toEqual(own);
    expect(requests).toHaveLength(1);
  });

  it("counts for less than what is on this machine", async () => {
    const { url, requests } = await registry(serving({ "/notes": notes }));
    const files = {
      "/project/package.json": "{}",
      "/project/node_modules/notes/package.json": '{ "version": "1.4.0" }',
    };
    expect((await pinned(["npx notes"], { env: { npm_config_registry: url }, files })).lines).toEqual([
      "npx notes@1.4.0",
    ]);
    expect(requests).toEqual([]);
  });

  it("is what a server keeps that moves to the hub in the same run", async () => {
    const { url } = await registry(serving({ "/notes": notes }));
    const result = await fix(
      { paths: [], ignore: true },
      defaultSettings,
      { safety: "safe", rules: [] },
      {
        fileSystem: memoryFileSystem(
          { "/project/.git/": "", "/project/.cursor/mcp.json": cursor("npx notes") },
          "linux",
        ),
        platform: { os: "linux", home: "/home/ada", cwd: "/project", env: { npm_config_registry: url } },
        online: true,
      },
    );
    expect(changedFiles(result)["mcp-hub.json"]).toContain(`"args": ["notes@2.1.0"]`);
    expect(result.after.diagnostics.map(({ rule }) => rule)).toEqual([]);
  });

  it("is not asked for unless the run may go online", async () => {
    const { url, requests } = await registry(serving({ "/notes": notes }));
    const { lines, result } = await pinned(["npx notes"], { env: { npm_config_registry: url }, offline: true });
    expect(lines).toEqual(["npx notes"]);
    expect(result.skipped).toEqual([]);
    expect(requests).toEqual([]);
  });
});

describe("what PyPI serves", () => {
  it("gives the latest version, in the spelling of the launcher", async () => {
    const { url, requests } = await registry(serving({ "/pypi/notes/json": { info: { version: "1.2.post1" } } }));
    const { lines } = await pinned(
      [
        "uvx notes",
        "uvx notes@latest",
        "uvx --from notes[cli] notes",
        "uv tool run notes",
        "pipx run notes",
        "uvx notes>=1",
      ],
      { env: { UV_INDEX_URL: `${url}/simple`, PIP_INDEX_URL: `${url}/simple/` } },
    );
    expect(lines).toEqual([
      "uvx notes@1.2.post1",
      "uvx notes@1.2.post1",
      "uvx --from notes[cli]==1.2.post1 notes",
      "uv tool run notes@1.2.post1",
      "pipx run notes==1.2.post1",
      "uvx notes>=1",
    ]);
    expect(requests).toHaveLength(1);
  });

  it("is not asked for where another index is set that has no such interface, or the entry has its own", async () => {
    const { url, requests } = await registry(serving({ "/pypi/notes/json": { info: { version: "1.2" } } }));
    const own = ["uvx notes", `uvx --index-url ${url}/simple notes`];
    const { lines, result } = await pinned(own, { env: { UV_INDEX_URL: `${url}/own` } });
    expect(lines).toEqual(own);
    expect(reasons(result)).toEqual(["manual: The registry that is configured is not one that can be asked"]);
    expect(requests).toEqual([]);
  });
});

describe("a registry that gives no version leaves the fix out and says why", () => {
  it.each<[string, unknown, RegExp]>([
    ["no JSON", "<!doctype html>", /^manual: What 127\.0\.0\.1:\d+ answered cannot be understood$/],
    ["JSON of another kind", "[null]", /cannot be understood$/],
    [
      "a version that is none",
      { "dist-tags": { latest: "1.0.0; rm -rf ~" }, versions: {} },
      /no version that `latest`/,
    ],
    ["no such tag", { "dist-tags": {}, versions: { "1.0.0": {} } }, /no version that `latest` stands for$/],
  ])("%s", async (_, document, why) => {
    const { url } = await registry(serving({ "/notes": document }));
    const { lines, result } = await pinned(["npx notes"], { env: { npm_config_registry: url } });
    expect(lines).toEqual(["npx notes"]);
    expect(reasons(result)).toEqual([expect.stringMatching(why)]);
  });

  it("no such package, no version in the range, no right to see it", async () => {
    const { url } = await registry((request, response) => {
      if (request.url === "/secret") response.writeHead(401).end();
      else serving({ "/notes": notes })(request, response);
    });
    const { result } = await pinned(["npx gone", "npx notes@^9", "npx secret"], { env: { npm_config_registry: url } });
    const host = new URL(url).host;
    expect(reasons(result).toSorted()).toEqual(
      [
        `manual: ${host} answered 401`,
        `manual: ${host} has no such package`,
        `manual: ${host} has no version that \`^9\` stands for`,
      ].toSorted(),
    );
  });

  it("nothing listens there, or what is configured is no address", async () => {
    const unreachable = await pinned(["npx notes"], { env: { npm_config_registry: "http://127.0.0.1:1" } });
    expect(reasons(unreachable.result)).toEqual(["manual: 127.0.0.1:1 could not be reached"]);
    const none = await pinned(["npx notes"], { env: { npm_config_registry: "file:///etc/passwd" } });
    expect(reasons(none.result)).toEqual(["manual: The registry that is configured is not one that can be asked"]);
  });

  it("no answer in time, at the beginning or in the middle, and is not asked for the rest", async () => {
    const { url, requests } = await registry((request, response) => {
      if (request.url !== "/a") response.write("{");
    });
    const names = Array.from({ length: 20 }, (_, index) => String.fromCharCode(97 + index));
    const entries = await entriesOf(...names.map((name) => `npx ${name}`));
    const platform = { os: "linux", home: "/home/ada", cwd: "/project", env: { npm_config_registry: url } } as const;
    const host = { fileSystem: memoryFileSystem({}, "linux"), platform };
    const answers = await publishedVersions(entries, "/project", host, 100);
    const why = `${new URL(url).host} did not answer within 0.1 seconds`;
    expect(entries.map((entry) => answers(entry))).toEqual(names.map(() => ({ why })));
    expect(requests.length).toBeLessThanOrEqual(4);
  });
});
