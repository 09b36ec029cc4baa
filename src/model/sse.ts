import type { Located, Reading, ServerEntry } from "./entry.ts";
import type { Launch, Word } from "./launch.ts";
import { optionsAmong } from "./options.ts";
import { typeSpelled } from "./spelling.ts";

const transportOptions: ReadonlySet<string> = new Set(["--transport"]);

/** The word that says SSE: the type of the entry, or an option of its bridge. */
export function sseDeclarationOf(entry: ServerEntry): Located<string> | Word | undefined {
  const { transport, type, launch } = entry;
  return transport === "sse" && type ? type : bridgeTold(launch, /^sse(?:-only)?$/);
}

/** Is the bridge of an entry told to speak streamable HTTP, whatever its URL looks like? */
export function isBridgedOverHttp({ launch }: ServerEntry): boolean {
  const flagged = launch?.bridge?.kind === "supergateway" ? launch.serverArgs : [];
  return (
    flagged.some(({ value }) => /^--streamableHttp(?:=|$)/.test(value)) ||
    bridgeTold(launch, /^(?:streamablehttp|http-only)$/) !== undefined
  );
}

function bridgeTold(launch: Launch | undefined, transport: RegExp): Word | undefined {
  if (!launch?.bridge) return undefined;
  const options = optionsAmong([...launch.flags, ...launch.serverArgs], transportOptions);
  return options.find(({ value }) => transport.test(value.value))?.value;
}

/** How the client says streamable HTTP, where the entry says something else now. */
export function withHttpType({ type, transport }: ServerEntry, [reading]: readonly Reading[]): string {
  const http = reading && typeSpelled(reading.dialect, "http");
  return type && transport === "sse" && http !== undefined ? ` with \`${http}\`` : "";
}
