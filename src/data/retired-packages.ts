import { groupBy } from "../model/group.ts";
import type { OwnData } from "../settings.ts";

/** A package whose authors have given it up, or that never was. */
export interface RetiredPackage {
  readonly registry: "npm" | "pypi";
  readonly name: string;
  /** What to use in its place: an instruction. */
  readonly instead: string;
  /** The same for clients that only start commands, where it differs. */
  readonly insteadWithoutUrl?: string;
  /** The authors' own word; of one that never was, where the real one is. */
  readonly source: string;
  /**
   * It is not in the registry and was not before, though assistants and guides name it. Asked there on 27 November 2026; what begins
   * with `@modelcontextprotocol/` is published by the authors of the protocol alone, whose repositories have none of that name.
   */
  readonly invented?: true;
}

/** "No longer maintained; no security updates": archived on 29 May 2025, read 27 November 2026. */
const archive = "https://github.com/modelcontextprotocol/servers-archived";

const reference = (
  registry: "npm" | "pypi",
  name: string,
  instead: string,
  insteadWithoutUrl?: string,
): RetiredPackage => ({
  registry,
  name: registry === "npm" ? `@modelcontextprotocol/server-${name}` : `mcp-server-${name}`,
  instead,
  ...(insteadWithoutUrl !== undefined && { insteadWithoutUrl }),
  source: archive,
});

const invented = (name: string, instead: string, source: string): RetiredPackage => ({
  registry: "npm",
  name,
  instead,
  source,
  invented: true,
});

const servers = "https://github.com/modelcontextprotocol/servers";

const packages: readonly RetiredPackage[] = [
  reference("npm", "aws-kb-retrieval", "use a server of AWS: github.com/awslabs/mcp"),
  reference("npm", "brave-search", "use `@brave/brave-search-mcp-server`, by Brave itself"),
  reference("npm", "everart", "look for a server that is maintained"),
  reference("npm", "gdrive", "look for a server that is maintained"),
  reference(
    "npm",
    "github",
    "use GitHub's own: `https://api.githubcopilot.com/mcp/`, or the image `ghcr.io/github/github-mcp-server`",
    "use GitHub's own: the image `ghcr.io/github/github-mcp-server`",
  ),
  reference(
    "npm",
    "gitlab",
    "use GitLab's own: `https://gitlab.com/api/v4/mcp`",
    "use GitLab's own: `mcp-remote` with `https://gitlab.com/api/v4/mcp`",
  ),
  reference("npm", "google-maps", "look for a server that is maintained"),
  reference("npm", "postgres", "use a maintained one, such as `@bytebase/dbhub`"),
  reference("npm", "puppeteer", "use `@playwright/mcp` or `chrome-devtools-mcp`"),
  reference("npm", "redis", "use `redis-mcp-server` from PyPI, by Redis itself"),
  reference("npm", "slack", "use a maintained one, such as `slack-mcp-server`"),
  reference(
    "pypi",
    "sentry",
    "use Sentry's own: `https://mcp.sentry.dev/mcp`, or `@sentry/mcp-server`",
    "use Sentry's own: `@sentry/mcp-server`",
  ),
  reference("pypi", "sqlite", "use a maintained one, such as `@bytebase/dbhub`"),
  invented(
    "@modelcontextprotocol/server-context7",
    "use `@upstash/context7-mcp`",
    "https://github.com/upstash/context7",
  ),
  invented(
    "@modelcontextprotocol/server-docker",
    "use Docker's own: `docker mcp gateway run`",
    "https://github.com/docker/mcp-gateway",
  ),
  invented("firecrawl-mcp-server", "use `firecrawl-mcp`", "https://github.com/firecrawl/firecrawl-mcp-server"),
  invented("tavily-mcp-server", "use `tavily-mcp`", "https://github.com/tavily-ai/tavily-mcp"),
  invented("@modelcontextprotocol/server-exa", "use `exa-mcp-server`", "https://github.com/exa-labs/exa-mcp-server"),
  invented("@modelcontextprotocol/server-fetch", "use `uvx mcp-server-fetch`: it is written in Python", servers),
  invented("@modelcontextprotocol/server-git", "use `uvx mcp-server-git`: it is written in Python", servers),
  invented("@modelcontextprotocol/server-time", "use `uvx mcp-server-time`: it is written in Python", servers),
  invented(
    "@modelcontextprotocol/server-vercel",
    "use Vercel's own: `https://mcp.vercel.com`",
    "https://vercel.com/docs/mcp/vercel-mcp",
  ),
  // SuperClaude named these two, and corrected itself.
  invented("@21st/mcp", "use `@21st-dev/magic`", "https://github.com/21st-dev/magic-mcp"),
  invented(
    "morphllm-fast-apply-mcp-server",
    "use `@morph-llm/morph-fast-apply`",
    "https://github.com/SuperClaude-Org/SuperClaude_Framework/pull/338",
  ),
  invented("@upstreamapi/context7", "use `@upstash/context7-mcp`", "https://github.com/upstash/context7"),
];

const byName = groupBy(packages, ({ name }) => name);

/** What is known of a package that is given up; `own`: what the user says of any registry. */
export function retiredPackage(
  registry: string,
  name: string,
  own: OwnData["retired"] = {},
): Omit<RetiredPackage, "registry"> | undefined {
  if (Object.hasOwn(own, name)) return { name, instead: own[name]!, source: "your config" };
  return byName.get(name)?.find((each) => each.registry === registry);
}
