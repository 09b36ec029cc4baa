import { expect, test } from "vitest";
import { sseEndpointAt } from "../../src/data/endpoints.ts";
import { parseUrl } from "../../src/model/url.ts";

test.each([
  ["https://mcp.linear.app/sse", "https://mcp.linear.app/mcp", "removed"],
  ["https://MCP.Linear.app/sse/", "https://mcp.linear.app/mcp", "removed"],
  ["https://mcp.asana.com/sse?workspace=1", "https://mcp.asana.com/v2/mcp", "removed"],
  ["https://mcp.atlassian.com/v1/sse", "https://mcp.atlassian.com/v1/mcp/authv2", "deprecated"],
  ["https://docs.mcp.cloudflare.com/sse", "https://docs.mcp.cloudflare.com/mcp", "renamed"],
  ["https://mcp.us-east4.gcp.keboola.com/sse", "https://mcp.us-east4.gcp.keboola.com/mcp", "removed"],
])("%s is known", (url, http, state) => {
  expect(sseEndpointAt(parseUrl(url))).toMatchObject({ http, state });
});

test("the user's own counts before what is known", () => {
  const own = { "mcp.asana.com/sse": "https://asana.example/mcp" };
  expect(sseEndpointAt(parseUrl("https://mcp.asana.com/sse"), own)).toMatchObject({
    http: "https://asana.example/mcp",
  });
});

test.each([
  "https://mcp.linear.app/mcp",
  "https://mcp.linear.app.example.com/sse",
  "https://notlinear.app/sse",
  "https://mcp.cloudflare.com/sse",
  "https://evilkeboola.com/sse",
  "https://mcp.atlassian.com/sse",
  "https://${HOST}/sse",
  "http://localhost:3000/sse",
  "/sse",
  "",
])("%s is not", (url) => {
  expect(sseEndpointAt(parseUrl(url))).toBeUndefined();
});
