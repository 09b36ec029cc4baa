import { fits, segmentOf } from "../discover/pattern.ts";
import type { Sharing } from "../manifest/manifest.ts";
import type { ServerEntry } from "../model/entry.ts";
import type { Launch } from "../model/launch.ts";
import { oncePerText } from "../once-per.ts";
import type { OwnData } from "../settings.ts";

/** What sessions can share of a server, and why. */
export interface SharingAdvice {
  readonly sharing: Exclude<Sharing, object>;
  /** One clause that reads after "because". */
  readonly reason: string;
}

interface Known extends SharingAdvice {
  /** Names of packages, images or programs, in lower case. */
  readonly names: RegExp;
}

const known: readonly Known[] = [
  {
    names: /playwright|puppeteer|browser|chrome|chromium|firefox|selenium|webdriver|stagehand|camoufox|notebooklm/,
    sharing: "session",
    reason: "a browser has one page in front and one login",
  },
  {
    names:
      /desktop-commander|terminal|iterm|tmux|\bshell|\bssh\b|(?:\b|_)repl\b|container-use|jupyter|code-?runner|code-sandbox|e2b|my-?command-?mcp/,
    sharing: "session",
    reason: "a terminal has one working directory and one running command",
  },
  {
    names: /debug|windbg|\bgdb\b|\blldb\b|\bdap\b/,
    sharing: "session",
    reason: "a debugger stands at one place of one program",
  },
  {
    names: /ref-tools|sequential-?thinking|think-tool|clear-thought|code-reasoning|context-mode|software-planning/,
    sharing: "session",
    reason: "it keeps the thoughts of one conversation in memory",
  },
  {
    names:
      /serena|repomix|language-server|\blsp\b|gopls|appium|mobile-mcp|ios-simulator|android-emulator|xcodebuild|shadcn|angular\/cli|eslint|\bnx-mcp|wallaby|claude-flow|\bruflo|codebase-memory|code-?graph|code-review-graph|spec-workflow|backlog\.md|responsible-vibe|tinymem|just-mcp|firebase-tools|task-?master|dev-?server|gemini-mcp-tool|monocle|(?:^|[\\/])(?:firebase|prisma|dart|gk)$/,
    sharing: "session",
    reason: "it works on one project or device at a time",
  },
  {
    names: /modular-mcp|\bmcphub\b|\bmcp-hub\b|metamcp|super-mcp|mcp-compose|\b1mcp\b/,
    sharing: "session",
    reason: "it starts servers of its own, of which each session may need its own",
  },
  {
    names: /server-filesystem|mcp-server-git\b|\bmcp-git\b|git-mcp-server/,
    sharing: "session",
    reason: "the folders it may use can come from each client",
  },
  {
    names: /server-memory|memory-bank|mem0|basic-memory|knowledge-graph/,
    sharing: "serial",
    reason: "it rewrites one file, and two writers at a time would lose one of their changes",
  },
  {
    names: /sqlite|duckdb/,
    sharing: "serial",
    reason: "it locks one database file",
  },
];

/**
 * Sessions share a server unless something is known against it, as the protocol expects of servers. `own`: what the user
 * knows, by names in which `*` stands for any letters.
 */
export function sharingOf(names: readonly string[], own: OwnData["sharing"] = {}): SharingAdvice {
  for (const [pattern, sharing] of Object.entries(own)) {
    const segment = segmentOf(pattern);
    if (names.some((name) => fits(name, segment))) return { sharing, reason: "your config says so" };
  }
  const first = Math.min(...names.map(placeAmongKnown));
  return known[first] ?? shared;
}

const shared: SharingAdvice = { sharing: "shared", reason: "the protocol lets one server serve many sessions" };

/** Infinity for a name of which nothing is known. */
const placeAmongKnown = oncePerText((name): number => {
  const found = known.findIndex(({ names }) => names.test(name.toLowerCase()));
  return found === -1 ? Infinity : found;
});

/** The same for what an entry starts. */
export function sharingOfEntry({ launch }: Pick<ServerEntry, "launch">, own?: OwnData["sharing"]): SharingAdvice {
  const advice = sharingOf([launch?.package?.name ?? "", launch?.program.value ?? ""], own);
  if (advice !== shared || !launch) return advice;
  return isTool(launch) ? ofItsFolder : launch.bridge?.kind === "docker-gateway" ? ofItsSession : advice;
}

/** https://docs.docker.com/ai/mcp-catalog-and-toolkit/dynamic-mcp/ */
const ofItsSession: SharingAdvice = {
  sharing: "session",
  reason: "it starts servers of its own, and adds others for one session at a time",
};

const ofItsFolder: SharingAdvice = {
  sharing: "session",
  reason: "a command line tool works in the folder in which it is started",
};

/** `railway mcp`, `mise mcp`: a program for people, which serves MCP besides. */
function isTool({ launcher, bridge, serverArgs }: Launch): boolean {
  return launcher === "executable" && !bridge && serverArgs[0]?.value === "mcp";
}
