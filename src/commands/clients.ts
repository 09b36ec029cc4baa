import type { Client, ConfigFile } from "../clients/client.ts";
import { clients } from "../clients/index.ts";
import { isProjectPattern } from "../clients/paths.ts";
import { table } from "../report/table.ts";
import { openOutput } from "./output.ts";

/** `mcp-lint clients`: every client, where its files are, and how sure the facts are. */
export async function clientsCommand(_: undefined, { json }: { readonly json?: true }): Promise<number> {
  const { style, write } = openOutput();
  if (json) {
    await write(JSON.stringify(clients, undefined, 2));
    return 0;
  }
  const heads = ["client", "HTTP", "in a project", "of the user", "facts from"].map((head) => style.dim(head));
  const rows = clients.map((client) => [
    style.bold(client.id),
    client.dialects.default.http ? "yes" : client.dialects.default.sse ? "SSE only" : style.warning("no"),
    pathOf(client, ({ paths }) => paths.find(isProjectPattern)),
    pathOf(client, ({ paths }) => paths.find((path) => !isProjectPattern(path))),
    style.dim(client.certainty.replaceAll("-", " ")),
  ]);
  await write(`${table([heads, ...rows])}\n\n${clients.length} clients. --json tells all that is known of them.`);
  return 0;
}

/** The first file the client owns that has such a path. */
function pathOf({ files }: Client, choose: (file: ConfigFile) => string | undefined): string {
  for (const file of files) {
    const path = file.shared || file.scope === "managed" || file.scope === "legacy" ? undefined : choose(file);
    if (path !== undefined) return path;
  }
  return "";
}
