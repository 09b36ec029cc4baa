import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Document, Syntax } from "../../src/document/document.ts";
import { parserFor } from "../../src/document/parse.ts";

const hazards = fileURLToPath(new URL("../../fixtures/hazards/", import.meta.url));

export async function read(syntax: Syntax, content: string | Uint8Array): Promise<Document> {
  return (await parserFor(syntax))("/config", content);
}

/** A file of fixtures/hazards. */
export async function hazard(name: string, syntax: Syntax): Promise<Document> {
  return read(syntax, readFileSync(`${hazards}${name}`));
}
