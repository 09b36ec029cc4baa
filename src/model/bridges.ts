import type { Bridge, Launch, Word } from "./launch.ts";
import { flagsWithValues, readFlags, valuesOf } from "./launchers/flags.ts";
import { parseUrl } from "./url.ts";
import { programName } from "./words.ts";

/** The bridge a command line is, or undefined where it starts a server of its own. */
export function bridgeOf(launch: Omit<Launch, "words" | "wrappers">): Bridge | undefined {
  const { serverArgs } = launch;
  switch (serverNameOf(launch)) {
    case "mcp-remote":
      return bridge("mcp-remote", "to-url", urlAmong(serverArgs, mcpRemoteValues));
    case "mcp-proxy": {
      const url = urlAmong(serverArgs, mcpProxyValues);
      return bridge("mcp-proxy", url ? "to-url" : "to-command", url);
    }
    case "supergateway":
      return supergateway(serverArgs);
    case "@smithery/cli":
    case "smithery":
      return serverArgs[0]?.value === "run" ? bridge("smithery", "to-url") : undefined;
    case "docker":
      return startsWith(serverArgs, "mcp", "gateway", "run") ? bridge("docker-gateway", "to-command") : undefined;
    case "docker-mcp":
      return startsWith(serverArgs, "gateway", "run") ? bridge("docker-gateway", "to-command") : undefined;
    case "fastmcp": {
      const url = serverArgs[0]?.value === "run" ? urlAmong(serverArgs.slice(1), {}) : undefined;
      return url && bridge("other", "to-url", url);
    }
    case "@pyroprompts/mcp-stdio-to-streamable-http-adapter":
      return bridge("other", "to-url"); // Takes its URL from the environment.
    default:
      return undefined;
  }
}

function bridge(kind: Bridge["kind"], direction: Bridge["direction"], url?: Word): Bridge {
  return url ? { kind, direction, url } : { kind, direction };
}

function startsWith(words: readonly Word[], ...values: readonly string[]): boolean {
  return values.every((value, at) => words[at]?.value === value);
}

/** What the program is called, whoever starts it: of a package its name, of an image the last part of its name. */
export function serverNameOf({ launcher, program, flags, package: found }: Omit<Launch, "words" | "wrappers">): string {
  if (!found) {
    if (launcher === "python" && flags.at(-2)?.value === "-m") return flags.at(-1)!.value.replaceAll("_", "-");
    return launcher === "uv-run" ? (flags.at(-1)?.value ?? "") : programName(program);
  }
  switch (found.registry) {
    case "oci":
    case "git":
      return found.name.slice(found.name.lastIndexOf("/") + 1).replace(/\.git$/, "");
    case "path":
      return (
        /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/s.exec(found.name)?.[1] ?? programName(found.word)
      );
    default:
      return found.name;
  }
}

/** Flags of mcp-remote that take a value: a URL behind one of them is not the server's. */
const mcpRemoteValues: Arity = {
  "--header": 1,
  "--transport": 1,
  "--host": 1,
  "--auth-timeout": 1,
  "--ignore-tool": 1,
  "--resource": 1,
  "--static-oauth-client-info": 1,
  "--static-oauth-client-metadata": 1,
};

/** Those of both programs called mcp-proxy. */
const mcpProxyValues: Arity = {
  "-H": 2,
  "--headers": 2,
  "-e": 2,
  "--env": 2,
  "--transport": 1,
  "--client-id": 1,
  "--client-secret": 1,
  "--token-url": 1,
  "--allow-origin": 1,
  "--cwd": 1,
  "--host": 1,
  "--sse-host": 1,
};

/** How many words belong to a flag. */
type Arity = Readonly<Record<string, number>>;

/** The first URL before a `--` that is no value of a flag. A word that begins with a placeholder may be one. */
function urlAmong(words: readonly Word[], arity: Arity): Word | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word.value === "--") return undefined;
    if (Object.hasOwn(arity, word.value)) at += arity[word.value]!;
    else if (isUrl(word.value)) return word;
  }
  return undefined;
}

function isUrl(text: string): boolean {
  const { scheme, placeholders } = parseUrl(text);
  return scheme !== undefined || placeholders[0]?.start === 0;
}

const supergatewayFlags = flagsWithValues(`
  --stdio --sse --streamableHttp --outputTransport --port --baseUrl --ssePath --messagePath
  --streamableHttpPath --logLevel --healthEndpoint --header --oauth2Bearer --protocolVersion
  --sessionTimeout
`);

function supergateway(words: readonly Word[]): Bridge {
  const { flags } = readFlags(words, 0, supergatewayFlags);
  const [url] = valuesOf(flags, "--sse", "--streamableHttp");
  return bridge("supergateway", url ? "to-url" : "to-command", url);
}
