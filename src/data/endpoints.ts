import { groupBy } from "../model/group.ts";
import type { ParsedUrl } from "../model/url.ts";
import { oncePer } from "../once-per.ts";
import type { OwnData } from "../settings.ts";

/** An HTTP+SSE endpoint of a vendor, and the streamable HTTP endpoint that took its place. */
export interface SseEndpoint {
  /** Host and path. A leading `*.` stands for one or more labels. */
  readonly sse: string;
  /** The URL to use. Without it the path `/mcp` of the same host takes over. */
  readonly http?: string;
  /** `removed`: nothing answers there. `renamed`: what answers there is streamable HTTP. */
  readonly state: "deprecated" | "removed" | "renamed";
  /** The vendor's own word. */
  readonly source: string;
}

const endpoints: readonly SseEndpoint[] = [
  {
    sse: "mcp.asana.com/sse",
    http: "https://mcp.asana.com/v2/mcp",
    state: "removed",
    source: "https://developers.asana.com/docs/integrating-with-asanas-mcp-server",
  },
  {
    // Unsupported since 30 June 2026, and reported to work a month later (atlassian/atlassian-mcp-server#212).
    sse: "mcp.atlassian.com/v1/sse",
    http: "https://mcp.atlassian.com/v1/mcp/authv2",
    state: "deprecated",
    source: "https://support.atlassian.com/rovo/docs/getting-started-with-the-atlassian-remote-mcp-server/",
  },
  {
    sse: "*.mcp.cloudflare.com/sse",
    state: "renamed",
    source: "https://developers.cloudflare.com/changelog/post/2026-07-28-cloudflare-mcp-servers-mcp-2026-07-28/",
  },
  {
    sse: "mcp.context7.com/sse",
    state: "removed",
    source: "https://github.com/upstash/context7/commit/4278ce5",
  },
  {
    sse: "mcp.deepwiki.com/sse",
    state: "deprecated",
    source: "https://docs.devin.ai/work-with-devin/deepwiki-mcp",
  },
  {
    sse: "*.keboola.com/sse",
    state: "removed",
    source: "https://changelog.keboola.com/sse-transport-deprecation-migration-to-streamable-http/",
  },
  {
    // On 8 April 2026; every call is rejected since.
    sse: "mcp.linear.app/sse",
    state: "removed",
    source: "https://linear.app/docs/mcp",
  },
  {
    // To answer 410 on or after 1 October 2026.
    sse: "mcp.neon.tech/sse",
    state: "deprecated",
    source: "https://neon.com/docs/ai/neon-mcp-server",
  },
  {
    sse: "mcp.sentry.dev/sse",
    state: "removed",
    source: "https://github.com/getsentry/sentry-mcp/pull/593",
  },
  {
    sse: "mcp.webflow.com/sse",
    state: "deprecated",
    source: "https://developers.webflow.com/home/changelog/2025/11/24",
  },
  {
    sse: "mcp.wix.com/sse",
    state: "deprecated",
    source: "https://dev.wix.com/docs/api-reference/articles/use-the-wix-mcp/about-the-wix-mcp",
  },
];

const none: NonNullable<OwnData["endpoints"]> = {};

/** Those of the user first. */
const byPath = oncePer((own: NonNullable<OwnData["endpoints"]>) => {
  const ofUser = Object.entries(own).map(([sse, http]): SseEndpoint => ({
    sse,
    http,
    state: "deprecated",
    source: "your config",
  }));
  return groupBy([...ofUser, ...endpoints], ({ sse }) => sse.slice(sse.indexOf("/")));
});

/** What is known of a URL that is one of these or of the user's own, with the URL to use in its place. */
export function sseEndpointAt(
  url: ParsedUrl,
  own: OwnData["endpoints"] = none,
): (SseEndpoint & { readonly http: string }) | undefined {
  const host = url.host?.value.toLowerCase();
  if (host === undefined) return undefined;
  const path = url.path.value.replace(/\/$/, "");
  const found = byPath(own)
    .get(path)
    ?.find(({ sse }) => matches(host, sse.slice(0, sse.indexOf("/"))));
  return found && { ...found, http: found.http ?? `https://${host}/mcp` };
}

function matches(host: string, pattern: string): boolean {
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
}
