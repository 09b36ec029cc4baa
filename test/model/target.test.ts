import { expect, test } from "vitest";
import { portOf, targetOf } from "../../src/model/target.ts";
import { parseUrl } from "../../src/model/url.ts";
import { entryOf } from "./modelled.ts";

test("an entry leads to its own URL, to the one behind its bridge, or nowhere", async () => {
  const own = await entryOf("cursor", { url: "https://a.example.com/mcp" });
  const bridged = await entryOf("cursor", { command: "npx", args: ["-y", "mcp-remote", "https://b.example.com/mcp"] });
  const none = await entryOf("cursor", { command: "npx", args: ["-y", "a-server", "https://c.example.com/mcp"] });
  expect(targetOf(own)?.url.host?.value).toBe("a.example.com");
  expect(targetOf(bridged)?.url.host?.value).toBe("b.example.com");
  expect(targetOf(none)).toBeUndefined();
});

test.each([
  ["http://localhost:3000/mcp", 3000],
  ["http://localhost/mcp", 80],
  ["HTTPS://localhost/mcp", 443],
  ["http://localhost:${PORT}/mcp", undefined],
  ["http://localhost:/mcp", undefined],
  ["http://localhost:123456/mcp", undefined],
  ["mcp://localhost/mcp", undefined],
  ["constructor://localhost/mcp", undefined],
  ["localhost/mcp", undefined],
])("the port of %s", (url, port) => expect(portOf(parseUrl(url))).toBe(port));
