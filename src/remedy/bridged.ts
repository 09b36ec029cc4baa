import type { Bridge, Launch, Word } from "../model/launch.ts";
import { optionsAmong } from "../model/options.ts";
import { endsInSse } from "../model/transport.ts";

/** All that a bridge to a URL is told on its command line. */
export interface Bridged {
  readonly url: Word;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** What a flag means; `ignored` ones change nothing for whoever calls the URL itself. */
interface Grammar {
  /** Words that follow. */
  readonly words: 0 | 1 | 2;
  readonly meaning: "url" | "header" | "pair" | "bearer" | "ignored";
}

const grammars: Partial<Readonly<Record<Bridge["kind"], Readonly<Record<string, Grammar>>>>> = {
  "mcp-remote": {
    "--header": { words: 1, meaning: "header" },
    "--transport": { words: 1, meaning: "ignored" },
    "--allow-http": { words: 0, meaning: "ignored" },
  },
  "mcp-proxy": {
    "-H": { words: 2, meaning: "pair" },
    "--headers": { words: 2, meaning: "pair" },
    "--transport": { words: 1, meaning: "ignored" },
  },
  supergateway: {
    "--sse": { words: 1, meaning: "url" },
    "--streamableHttp": { words: 1, meaning: "url" },
    "--header": { words: 1, meaning: "header" },
    "--oauth2Bearer": { words: 1, meaning: "bearer" },
    "--logLevel": { words: 1, meaning: "ignored" },
  },
};

/** What started it may add to what the bridge does: variables of a file, another network. */
const neutralLaunchers: ReadonlySet<Launch["launcher"]> = new Set([
  "npx",
  "npm-exec",
  "bunx",
  "pnpm-dlx",
  "yarn-dlx",
  "uvx",
  "uv-tool-run",
  "pipx-run",
  "executable",
]);

/** Undefined where a word of the command line could mean anything beyond these. */
export function bridgedBy({ bridge, launcher, wrappers, serverArgs }: Launch): Bridged | undefined {
  const grammar = bridge?.direction === "to-url" ? grammars[bridge.kind] : undefined;
  const isNeutral = neutralLaunchers.has(launcher) && wrappers.every(({ kind }) => kind === "cmd");
  if (!grammar || !bridge?.url || !isNeutral) return undefined;
  const headers: Bridged["headers"][number][] = [];
  for (let at = 0; at < serverArgs.length; at++) {
    const { value } = serverArgs[at]!;
    if (value === bridge.url.value) continue;
    const [, flag, inline] = /^(--\w+)=([^]*)$/.exec(value) ?? [undefined, value];
    if (!Object.hasOwn(grammar, flag)) return undefined;
    const { words, meaning } = grammar[flag]!;
    const behind = serverArgs.slice(at + 1, at + 1 + words).map((word) => word.value);
    const header = headerFrom(meaning, ...(inline === undefined ? behind : [inline]));
    if (header === "none") return undefined;
    if (header) headers.push(header);
    at += inline === undefined ? words : 0;
  }
  const names = new Set(headers.map(({ name }) => name.toLowerCase()));
  return names.size === headers.length ? { url: bridge.url, headers } : undefined;
}

/** Undefined where the flag is about something else, `none` where it should be one and is not. */
function headerFrom(
  meaning: Grammar["meaning"],
  first = "",
  second = "",
): Bridged["headers"][number] | "none" | undefined {
  switch (meaning) {
    case "pair":
      return { name: first, value: second };
    case "bearer":
      return { name: "Authorization", value: `Bearer ${first}` };
    case "header": {
      const [, name, value] = /^([^:\s]+):\s*([^]+)$/.exec(first) ?? [];
      return name === undefined || value === undefined ? "none" : { name, value };
    }
    default:
      return undefined;
  }
}

const transportOption: ReadonlySet<string> = new Set(["--transport"]);

/** Does the bridge speak the old HTTP+SSE to its URL? */
export function speaksSse({ bridge, serverArgs }: Launch): boolean {
  const transport = optionsAmong(serverArgs, transportOption).at(-1)?.value.value;
  switch (bridge?.kind) {
    case "supergateway":
      return serverArgs.some(({ value }) => /^--sse(?:=|$)/.test(value));
    case "mcp-proxy":
      return transport !== "streamablehttp";
    default:
      return transport === undefined || transport === "http-first"
        ? endsInSse(bridge?.url?.value ?? "")
        : transport.startsWith("sse");
  }
}
