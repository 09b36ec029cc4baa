/** A server that its vendor runs, and the package that does the same on this machine. */
export interface VendorRemote {
  /** Names of packages, without version; of an image the whole name. */
  readonly packages: readonly string[];
  readonly vendor: string;
  readonly url: string;
  /** How one signs in, as a clause. */
  readonly auth: string;
  /** Arguments that become something else there, with what. */
  readonly args?: Readonly<Record<string, string>>;
  /** Variables that can be sent there as a token. */
  readonly tokens?: readonly string[];
  /** The vendor's own word. */
  readonly source: string;
}

const oauth = "with a sign-in in the browser";

/** From the vendors' own files and pages, read 2026-11-21; none was called. */
const remotes: readonly VendorRemote[] = [
  {
    packages: ["ghcr.io/github/github-mcp-server"],
    vendor: "GitHub",
    url: "https://api.githubcopilot.com/mcp/",
    auth: `${oauth}, or a personal access token as \`Authorization: Bearer\``,
    tokens: ["GITHUB_PERSONAL_ACCESS_TOKEN", "GITHUB_TOKEN"],
    source: "https://github.com/github/github-mcp-server",
  },
  {
    packages: ["@supabase/mcp-server-supabase"],
    vendor: "Supabase",
    url: "https://mcp.supabase.com/mcp",
    auth: oauth,
    args: {
      "--project-ref": "`?project_ref=`",
      "--read-only": "`?read_only=true`",
      "--features": "`?features=`",
    },
    source: "https://github.com/supabase-community/supabase-mcp",
  },
  {
    packages: ["@stripe/mcp"],
    vendor: "Stripe",
    url: "https://mcp.stripe.com",
    auth: `${oauth}, or an API key as \`Authorization: Bearer\``,
    tokens: ["STRIPE_SECRET_KEY", "STRIPE_API_KEY"],
    source: "https://docs.stripe.com/mcp",
  },
  {
    packages: ["@notionhq/notion-mcp-server"],
    vendor: "Notion",
    url: "https://mcp.notion.com/mcp",
    auth: `${oauth} only`,
    source: "https://developers.notion.com/guides/mcp/overview",
  },
  {
    packages: ["@sentry/mcp-server"],
    vendor: "Sentry",
    url: "https://mcp.sentry.dev/mcp",
    auth: oauth,
    source: "https://github.com/getsentry/sentry-mcp",
  },
  {
    packages: ["@neondatabase/mcp-server-neon"],
    vendor: "Neon",
    url: "https://mcp.neon.tech/mcp",
    auth: `${oauth}, or an API key as \`Authorization: Bearer\``,
    tokens: ["NEON_API_KEY"],
    source: "https://github.com/neondatabase/mcp-server-neon",
  },
  {
    packages: ["@postman/postman-mcp-server"],
    vendor: "Postman",
    url: "https://mcp.postman.com/mcp",
    auth: "with an API key as `Authorization: Bearer`",
    tokens: ["POSTMAN_API_KEY"],
    source: "https://github.com/postmanlabs/postman-mcp-server",
  },
  {
    packages: ["@apify/actors-mcp-server"],
    vendor: "Apify",
    url: "https://mcp.apify.com/",
    auth: "with a token as `Authorization: Bearer`",
    tokens: ["APIFY_TOKEN"],
    source: "https://github.com/apify/actors-mcp-server",
  },
  {
    packages: ["@llmindset/hf-mcp-server"],
    vendor: "Hugging Face",
    url: "https://huggingface.co/mcp",
    auth: "with a token as `Authorization: Bearer`, or with `?login` and a sign-in in the browser",
    tokens: ["HF_TOKEN", "DEFAULT_HF_TOKEN"],
    source: "https://github.com/huggingface/hf-mcp-server",
  },
  {
    packages: ["@mondaydotcomorg/monday-api-mcp"],
    vendor: "monday.com",
    url: "https://mcp.monday.com/mcp",
    auth: oauth,
    source: "https://developer.monday.com/api-reference/docs/model-context-protocol",
  },
  {
    packages: ["exa-mcp-server"],
    vendor: "Exa",
    url: "https://mcp.exa.ai/mcp",
    auth: "with an API key",
    tokens: ["EXA_API_KEY"],
    source: "https://github.com/exa-labs/exa-mcp-server",
  },
  {
    packages: ["tavily-mcp"],
    vendor: "Tavily",
    url: "https://mcp.tavily.com/mcp/",
    auth: "with an API key as `Authorization: Bearer`",
    tokens: ["TAVILY_API_KEY"],
    source: "https://github.com/tavily-ai/tavily-mcp",
  },
];

/** The vendor's own server for a package, if there is one. */
export function vendorRemoteOf(name: string): VendorRemote | undefined {
  return remotes.find(({ packages }) => packages.includes(name));
}
