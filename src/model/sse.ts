import type { Located, Reading, ServerEntry } from "./entry.ts";
import type { Word } from "./launch.ts";
import { optionsAmong } from "./options.ts";
import { typeSpelled } from "./spelling.ts";

const transportOptions: ReadonlySet<string> = new Set(["--transport"]);

/** The word that says SSE: the type of the entry, or an option of its bridge. */
export function sseDeclarationOf({ transport, type, launch }: ServerEntry): Located<string> | Word | undefined {
  if (transport === "sse" && type) return type;
  if (!launch?.bridge) return undefined;
  const options = optionsAmong([...launch.flags, ...launch.serverArgs], transportOptions);
  return options.find(({ value }) => /^sse(?:-only)?$/.test(value.value))?.value;
}

/** How the client says streamable HTTP, where the entry says something else now. */
export function withHttpType({ type, transport }: ServerEntry, [reading]: readonly Reading[]): string {
  const http = reading && typeSpelled(reading.dialect, "http");
  return type && transport === "sse" && http !== undefined ? ` with \`${http}\`` : "";
}
