import { clientById } from "../../src/clients/index.ts";
import type { Client, ConfigFile } from "../../src/clients/client.ts";
import type { Reader } from "../../src/discover/source.ts";
import type { Syntax } from "../../src/document/document.ts";
import { parserFor } from "../../src/document/parse.ts";
import { modelDocument, type Input } from "../../src/model/build.ts";
import type { ModelledDocument, ServerEntry } from "../../src/model/entry.ts";

/** A client's first file, or its first in a dialect: `cursor`, `vscode/copilot-portable`. */
export function readerOf(name: string): Reader {
  const [id = "", dialect] = name.split("/");
  const client = clientById(id);
  const file = client?.files.find((each) => each.dialect === dialect);
  if (!client || !file) throw new Error(`no ${name}`);
  return { client, file };
}

/** A reader of any place, in a dialect of a client. */
export function readerAt(name: string, root: readonly string[], more: Partial<ConfigFile> = {}): Reader {
  const { client, file } = readerOf(name);
  return { client, file: { ...file, root, ...more } };
}

/** A client that has another dialect than any real one. */
export function readerWith(change: (client: Client) => Client, name: string): Reader {
  const { client, file } = readerOf(name);
  return { client: change(client), file };
}

/** A text as a file that these clients read. */
export async function inputOf(
  text: string,
  readers: readonly Reader[],
  { shown = "config", syntax = "jsonc" }: { readonly shown?: string; readonly syntax?: Syntax } = {},
): Promise<Input> {
  const file = `/project/${shown}`;
  const parse = await parserFor(syntax);
  return { source: { file, shown, syntax, readers, why: "test" }, document: parse(file, text) };
}

/** The model of a text, as these clients see it. */
export async function modelOf(
  text: string,
  readers: readonly Reader[],
  syntax: Syntax = "jsonc",
): Promise<ModelledDocument> {
  const { source, document } = await inputOf(text, readers, { syntax });
  return modelDocument(source, document);
}

/** One entry, in the file of a client, and as JSON whatever that client writes. */
export async function entryOf(name: string, entry: object): Promise<ServerEntry> {
  const reader = readerOf(name);
  const { client, file } = reader;
  const dialect = client.dialects[file.dialect ?? "default"]!;
  const named =
    dialect.container === "array" ? [{ [dialect.nameKey ?? "name"]: "server", ...entry }] : { server: entry };
  const root = file.root.reduceRight<object>((below, key) => ({ [key === "*" ? "/project" : key]: below }), named);
  const { entries } = await modelOf(JSON.stringify(root), [reader]);
  return entries[0]!;
}
