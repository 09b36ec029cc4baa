import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { clientById } from "../../src/clients/index.ts";
import type { Client, ConfigFile } from "../../src/clients/client.ts";
import { discoverExplicit } from "../../src/discover/explicit.ts";
import type { Document } from "../../src/document/document.ts";
import { parserFor } from "../../src/document/parse.ts";
import { diskFileSystem } from "../../src/file-system/disk.ts";
import { modelDocument } from "../../src/model/build.ts";
import type { ModelledDocument } from "../../src/model/entry.ts";
import type { Platform } from "../../src/platform.ts";
import { differences } from "./differences.ts";

const cases = path.join(import.meta.dirname, "cases");
const recorded = path.join(import.meta.dirname, "recorded");
const recordings = readdirSync(recorded).map(
  (file) => JSON.parse(readFileSync(path.join(recorded, file), "utf8")) as Recording,
);

/** What record.js writes. */
interface Recording {
  readonly client: string;
  readonly version: string;
  readonly results: Readonly<Record<string, Result>>;
}

interface Result {
  readonly servers: readonly {
    readonly name: string;
    readonly transport?: string;
    readonly enabled?: boolean;
    readonly reached?: boolean;
  }[];
}

/** Server name to how it is reached, or that it is switched off. */
type Servers = Readonly<Record<string, string>>;

describe.each(recordings)("$client $version", ({ client: id, results }) => {
  const client = clientById(id)!;
  const known = new Set(differences.flatMap(({ cases }) => cases[id] ?? []));

  it("is recorded in every case", () => {
    expect(Object.keys(results).sort()).toEqual(readdirSync(path.join(cases, id)).sort());
  });

  it.each(Object.entries(results))("%s", async (name, result) => {
    const ours = listedOnly(await serversToUs(client, name), result);
    if (known.has(name)) expect(ours).not.toEqual(serversToTheClient(result));
    else expect(ours).toEqual(serversToTheClient(result));
  });
});

/** A server that is listed, but neither reached nor reachable for want of a transport, is no server. */
function serversToTheClient({ servers }: Result): Servers {
  const usable = servers.filter(
    ({ transport, enabled, reached }) => enabled === false || (transport && reached !== false),
  );
  return Object.fromEntries(
    usable.map(({ name, transport, enabled }) => [name, enabled === false ? "off" : transport!]),
  );
}

/** Some clients do not list what is switched off. */
function listedOnly(ours: Servers, { servers }: Result): Servers {
  const isListed = (name: string): boolean => servers.some((server) => server.name === name);
  return Object.fromEntries(Object.entries(ours).filter(([name, how]) => how !== "off" || isListed(name)));
}

async function serversToUs(client: Client, name: string): Promise<Servers> {
  const models = await Promise.all(filesOf(client.id, name).map((file) => modelOf(file, client)));
  const found = models.flatMap((model) => model?.maps ?? []).flatMap(({ entries, strays }) => [...entries, ...strays]);
  const readings = found.flatMap((entry) =>
    entry.readings
      .filter((reading) => reading.client === client)
      .map((reading) => ({ name: entry.name.value, reading })),
  );
  if (readings.some(({ reading: { outcome } }) => outcome === "file-error" || outcome === "startup-error")) return {};
  const loaded = readings.filter(({ reading: { outcome } }) => outcome === "loaded" || outcome === "unknown");
  return Object.fromEntries(
    loaded.map(({ name, reading: { disabled, transport } }) => [name, disabled ? "off" : transport]),
  );
}

/** The model of a file; undefined where this client cannot read it. */
async function modelOf(file: string, client: Client): Promise<ModelledDocument | undefined> {
  const options = { client, clients: [client], fileSystem: diskFileSystem, platform: platformOf(file), ignore: false };
  const { sources } = await discoverExplicit([file], options);
  const source = sources[0]!;
  const document = (await parserFor(source.syntax))(file, diskFileSystem.read(file));
  if (!source.readers.some((reader) => reader.client === client && canRead(reader.file, document))) return undefined;
  return modelDocument(source, document);
}

function canRead({ comments, trailingCommas, byteOrderMark }: ConfigFile, document: Document): boolean {
  const { syntax, style, problems } = document;
  if (style.bom && byteOrderMark === false) return false;
  return problems.every(({ code }) => {
    if (code === "comment") return comments;
    if (code === "trailing-comma") return trailingCommas;
    return code === "duplicate-key" && syntax !== "toml";
  });
}

function filesOf(client: string, name: string): readonly string[] {
  const folder = path.join(cases, client, name);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The machine the case stands for. */
function platformOf(file: string): Platform {
  const [folder] = /^.*?[\\/]cases[\\/][^\\/]+[\\/][^\\/]+/.exec(file)!;
  return { os: "linux", home: path.join(folder, "home"), cwd: path.join(folder, "project"), env: {} };
}
