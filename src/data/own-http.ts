/** A server that speaks streamable HTTP itself when it is started so. */
export interface OwnHttp {
  /** Of npm. */
  readonly package: string;
  /** Version it was tried with. */
  readonly version: string;
  /** Variables and arguments; `PORT` stands for the port. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** Where it answers. */
  readonly path: string;
  /** What to run in place of the package's own program. */
  readonly entry?: string;
  /** Argument with which sessions get a state of their own in one process, as its documentation says. */
  readonly isolates?: string;
  /** MB that one more session takes. */
  readonly memoryPerSession: number;
  /** What to know before, in one clause. */
  readonly remark?: string;
  /** Not to be had without giving something up that protects the user. */
  readonly unsafe?: true;
}

/** Each was started with these on 21 November 2026, and served eight sessions at once. */
const servers: readonly OwnHttp[] = [
  {
    package: "@antv/mcp-server-chart",
    version: "0.9.10",
    args: ["--transport", "streamable", "--port", "PORT"],
    path: "/mcp",
    memoryPerSession: 0.1,
  },
  {
    package: "@azure/mcp",
    version: "2.0.5",
    env: { ASPNETCORE_URLS: "http://127.0.0.1:PORT", ALLOW_INSECURE_EXTERNAL_BINDING: "true" },
    args: ["server", "start", "--transport", "http", "--dangerously-disable-http-incoming-auth"],
    path: "/",
    memoryPerSession: 1.3,
    remark: "only without authentication; the port comes from ASPNETCORE_URLS",
    unsafe: true,
  },
  {
    package: "@brave/brave-search-mcp-server",
    version: "2.1.4",
    args: ["--transport", "http", "--port", "PORT"],
    path: "/mcp",
    memoryPerSession: 1.7,
  },
  {
    package: "@modelcontextprotocol/server-everything",
    version: "2026.8.31",
    env: { PORT: "PORT" },
    args: ["streamableHttp"],
    path: "/mcp",
    memoryPerSession: 0.7,
  },
  {
    package: "@notionhq/notion-mcp-server",
    version: "2.5.2",
    args: ["--transport", "http", "--port", "PORT", "--auth-token", "<token>"],
    path: "/mcp",
    memoryPerSession: 0.6,
    remark: "clients must send the token",
  },
  {
    package: "@perplexity-ai/mcp-server",
    version: "1.2.1",
    env: { PORT: "PORT" },
    args: [],
    entry: "dist/http.js",
    path: "/mcp",
    memoryPerSession: 0.8,
    remark: "another program of the package, `dist/http.js`",
  },
  {
    package: "@playwright/mcp",
    version: "0.0.83",
    args: ["--port", "PORT"],
    path: "/mcp",
    isolates: "--isolated",
    memoryPerSession: 1.2,
  },
  {
    package: "@softeria/ms-365-mcp-server",
    version: "0.155.0",
    args: ["--http", "PORT"],
    path: "/mcp",
    memoryPerSession: 2.3,
    remark: "clients must send a bearer token",
  },
  {
    package: "@supabase/mcp-server-supabase",
    version: "0.13.0",
    args: ["--http", "--port", "PORT"],
    path: "/mcp",
    memoryPerSession: 1,
    remark: "clients must send a bearer token",
  },
  {
    package: "@upstash/context7-mcp",
    version: "4.1.1",
    args: ["--transport", "http", "--port", "PORT"],
    path: "/mcp",
    memoryPerSession: 0.6,
  },
  {
    package: "@zereight/mcp-gitlab",
    version: "2.1.64",
    env: { STREAMABLE_HTTP: "true", STREAMABLE_HTTP_AUTH_TOKEN: "<token>", PORT: "PORT" },
    args: [],
    path: "/mcp",
    memoryPerSession: 0.2,
    remark: "clients must send the token",
  },
  {
    package: "airtable-mcp-server",
    version: "1.14.0",
    env: { MCP_TRANSPORT: "http", PORT: "PORT" },
    args: [],
    path: "/mcp",
    memoryPerSession: 1.7,
  },
  {
    package: "firecrawl-mcp",
    version: "3.26.0",
    env: { HTTP_STREAMABLE_SERVER: "true", PORT: "PORT" },
    args: [],
    path: "/mcp",
    memoryPerSession: 0.8,
  },
  {
    package: "kubernetes-mcp-server",
    version: "0.0.67",
    args: ["--port", "PORT"],
    path: "/mcp",
    memoryPerSession: 0.2,
  },
  {
    package: "mcp-server-kubernetes",
    version: "4.1.7",
    env: { ENABLE_UNSAFE_STREAMABLE_HTTP_TRANSPORT: "1", PORT: "PORT" },
    args: [],
    path: "/mcp",
    memoryPerSession: 0.1,
    remark: "its authors call it unsafe",
    unsafe: true,
  },
  {
    package: "mongodb-mcp-server",
    version: "3.0.4",
    args: ["--transport", "http", "--httpPort", "PORT"],
    path: "/mcp",
    memoryPerSession: 0.2,
  },
  {
    package: "n8n-mcp",
    version: "2.87.0",
    env: {
      MCP_MODE: "http",
      AUTH_TOKEN: "<token>",
      DISABLE_CONSOLE_OUTPUT: "false",
      LOG_LEVEL: "info",
      PORT: "PORT",
    },
    args: [],
    entry: "dist/mcp/index.js",
    path: "/mcp",
    memoryPerSession: 5.3,
    remark: "another program of the package, `dist/mcp/index.js`; clients must send the token",
  },
];

/** The HTTP mode of a package of npm. */
export function ownHttpOf(name: string): OwnHttp | undefined {
  return servers.find((server) => server.package === name);
}

/** All that are known. */
export const ownHttpServers = servers;

/** How to start it, as one would type it in a shell. */
export function ownHttpCommand({ package: name, entry, env = {}, args, isolates }: OwnHttp): string {
  const variables = Object.entries(env).map(([key, value]) => `${key}=${value}`);
  const program = entry === undefined ? ["npx", "-y", name] : ["node", `node_modules/${name}/${entry}`];
  return [...variables, ...program, ...(isolates === undefined ? [] : [isolates]), ...args].join(" ");
}
