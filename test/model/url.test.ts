import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskPlaceholders, placeholdersOf } from "../../src/model/placeholders.ts";
import { isLoopback, isPrivateName, isUnspecified, parseUrl } from "../../src/model/url.ts";

const names = ["scheme", "credentials", "host", "port", "path", "query", "fragment"] as const;

function parts(text: string): Record<string, string> {
  const url = parseUrl(text);
  return Object.fromEntries(names.flatMap((name) => (url[name] ? [[name, url[name].value]] : [])));
}

test.each([
  ["http://localhost:3000/mcp", { scheme: "http", host: "localhost", port: "3000", path: "/mcp" }],
  ["HTTPS://Host.example", { scheme: "HTTPS", host: "Host.example", path: "" }],
  ["http://localhost:${PORT:8723}/sse", { scheme: "http", host: "localhost", port: "${PORT:8723}", path: "/sse" }],
  ["https://${HOST}:1/x", { scheme: "https", host: "${HOST}", port: "1", path: "/x" }],
  ["https://host/<ID>/sse", { scheme: "https", host: "host", path: "/<ID>/sse" }],
  ["${URL}", { path: "" }],
  ["${URL:-http://x:1/y}/mcp", { path: "/mcp" }],
  ["{env:URL}/mcp?a=b", { path: "/mcp", query: "a=b" }],
  ["${SCHEME}://h/x", { scheme: "${SCHEME}", host: "h", path: "/x" }],
  [
    "https://u:p@h:1/p?q=1#f",
    { scheme: "https", credentials: "u:p", host: "h", port: "1", path: "/p", query: "q=1", fragment: "f" },
  ],
  ["http://[::1]:8080/", { scheme: "http", host: "[::1]", port: "8080", path: "/" }],
  ["mcp://server", { scheme: "mcp", host: "server", path: "" }],
  ["/health", { path: "/health" }],
  ["localhost:3000/mcp", { path: "localhost:3000/mcp" }],
  ["", { path: "" }],
])("the parts of %s", (text, expected) => {
  expect(parts(text)).toEqual(expected);
});

test("any text is cut into parts of itself", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(
      "http://",
      "://",
      "@",
      ":",
      "/",
      "?",
      "#",
      "[",
      "]",
      "${",
      "}",
      "{{",
      "}}",
      "$(",
      ")",
      "<a>",
      "%A%",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const url = parseUrl(text);
      let end = 0;
      for (const part of names.map((name) => url[name]).filter((part) => part !== undefined)) {
        expect(part.start).toBeGreaterThanOrEqual(end);
        expect(text.slice(part.start, part.end)).toBe(part.value);
        end = part.end;
      }
      for (const { start, end: after } of url.placeholders) expect(after).toBeGreaterThan(start);
      expect(maskPlaceholders(text)).toHaveLength(text.length);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["localhost", "LOCALHOST", "localhost.", "a.localhost", "127.0.0.1", "127.9.8.7", "127.1", "0x7f.1", "2130706433"],
  ["::1", "[::1]", "[0:0:0:0:0:0:0:1]", "::ffff:127.0.0.1"],
])("loopback: %s", (...hosts) => {
  expect(hosts.filter((host) => !isLoopback(host))).toEqual([]);
});

test("other hosts are no loopback", () => {
  const hosts = ["localhost.example", "127.example", "128.0.0.1", "0.0.0.0", "[::2]", "", "${HOST}", "10.0.0.1"];
  expect(hosts.filter(isLoopback)).toEqual([]);
});

test("every interface", () => {
  expect(["0.0.0.0", "0", "::", "[::]", "*"].filter((host) => !isUnspecified(host))).toEqual([]);
  expect(["127.0.0.1", "[::1]", "", "localhost", "0.0.0.1"].filter(isUnspecified)).toEqual([]);
});

test("names of one network", () => {
  const own = ["mcp-exa", "cafe", "x.railway.internal", "host.docker.internal", "nas.local"];
  expect(own.filter((host) => !isPrivateName(host))).toEqual([]);
  expect(
    ["h.example", "localhost", "127.0.0.1", "0.0.0.0", "[fe80::1]", "", "2130706433"].filter(isPrivateName),
  ).toEqual([]);
});

describe("placeholders", () => {
  test.each([
    ["${VAR}", "${VAR}", "VAR", undefined],
    ["${VAR:-a:b}", "${VAR:-default}", "VAR", "a:b"],
    ["${A:-${B}}", "${VAR:-default}", "A", "${B}"],
    ["${PORT:8723}", "${VAR:default}", "PORT", "8723"],
    ["${env:VAR}", "${env:VAR}", "VAR", undefined],
    ["${env:VAR:-x}", "${env:VAR:-default}", "VAR", "x"],
    ["${input:token}", "${input:VAR}", "token", undefined],
    ["${workspaceFolder}", "${VAR}", "workspaceFolder", undefined],
    ["${{ secrets.X }}", "${{ VAR }}", "secrets.X", undefined],
    ["{{ env X }}", "{{ VAR }}", "env X", undefined],
    ["{env:VAR}", "{env:VAR}", "VAR", undefined],
    ["{file:~/x}", "{file:VAR}", "~/x", undefined],
    ["{VAR}", "{VAR}", "VAR", undefined],
    ["$VAR", "$VAR", "VAR", undefined],
    ["$(cat x)", "$(command)", "cat x", undefined],
    ["%APPDATA%", "%VAR%", "APPDATA", undefined],
    ["<YOUR_TOKEN>", "<VAR>", "YOUR_TOKEN", undefined],
    ["op://vault/item/field", "op://VAR", "vault/item/field", undefined],
  ])("%s is written %s", (text, spelling, name, fallback) => {
    const found = placeholdersOf(`a ${text} b`);
    expect(found).toEqual([
      { spelling, name, start: 2, end: 2 + text.length, ...(fallback === undefined ? {} : { fallback }) },
    ]);
  });

  test("text that only looks like one", () => {
    const plain = [">=1 <2", "100%", "a$", "{}", `{"a":1}`, "${", "$5", "co-op:x", "if a < b > c", "50% of 60%"];
    expect(plain.filter((text) => placeholdersOf(text).length > 0)).toEqual([]);
  });

  test("several in one text, in order", () => {
    expect(placeholdersOf("${A}/$B/{env:C}").map(({ name }) => name)).toEqual(["A", "B", "C"]);
  });
});
