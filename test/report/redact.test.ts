import { array, assert, boolean, constantFrom, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { reportHuman } from "../../src/report/human.ts";
import { reportOf } from "../../src/report/json.ts";
import { createRedactor } from "../../src/report/redact.ts";
import { diagnosticOf, documentOf, jsonOf, locationOf, plain, resultOf } from "./sample.ts";

const docsUrl = (rule: string): string => `https://docs.example/${rule}`;

describe("redact", () => {
  const redactor = createRedactor([
    jsonOf(
      '{"env": {"API_KEY": "p\\"w\\\\n12\\u00e9345", "PIN_TOKEN": "k9", "DB_PASSWORD": "postgres", "TOKEN": 12345678}}',
    ),
  ]);

  it("masks a secret in every spelling", () => {
    const secret = 'p"w\\n12é345';
    for (const spelling of [
      secret,
      'p\\"w\\\\n12\\u00e9345',
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      encodeURIComponent(secret),
    ]) {
      expect(redactor.redact(`it is <${spelling}>, twice ${spelling}${spelling}`)).toBe(
        "it is <[redacted]>, twice [redacted]",
      );
    }
  });

  it("leaves what every report holds: words, short values and numbers", () => {
    expect(redactor.redact("k9 postgres 12345678")).toBe("k9 postgres 12345678");
  });

  it("masks those where they stand", () => {
    const document = jsonOf('{"env": {"DB_PASSWORD": "postgres", "TOKEN": 12345678, "X": "postgres"}}');
    const spans = createRedactor([document]).masksOf(document);
    expect(spans.map(({ start, end }) => document.text.slice(start, end))).toEqual(["postgres", "12345678"]);
    expect(spans[0]!.start).toBe(document.text.indexOf("postgres"));
  });

  it("masks known formats that no document holds, and does so once", () => {
    const none = createRedactor([]);
    const texts = [
      ["see ghp_q7Rz2Lw9Xk4Vb8Nc1Mf6Td3Hq7Rz2Lw9Xk4V here", "see [redacted] here"],
      ["\\nsk-ant-api03-q7Rz2Lw9Xk4Vb8Nc1Mf6Td3H", "\\n[redacted]"],
      ["postgres://ada:hunter42xyz@db/x", "postgres://ada:[redacted]@db/x"],
      ["https://x.example/?api_key=q7Rz2Lw9Xk4V&x=1", "https://x.example/?api_key=[redacted]&x=1"],
      ["-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc=\n-----END RSA PRIVATE KEY-----.", "[redacted]."],
      ["-----BEGIN PRIVATE KEY-----\\nMIIEow", "[redacted]"],
      [
        "a plain sentence, with task-force-of-considerable-length in it",
        "a plain sentence, with task-force-of-considerable-length in it",
      ],
    ];
    for (const [text, redacted] of texts) {
      expect(none.redact(text!)).toBe(redacted);
      expect(none.redact(redacted!)).toBe(redacted);
    }
  });

  it("masks every line of a secret over several lines", async () => {
    const document = await documentOf(
      "yaml",
      "env:\n  SIGNING_KEY: |\n    q7Rz2Lw9Xk4V\n    b8Nc1Mf6Td3H\n  OTHER: x\n",
    );
    const { redact } = createRedactor([document]);
    expect(redact("b8Nc1Mf6Td3H and q7Rz2Lw9Xk4V")).toBe("[redacted] and [redacted]");
  });

  it("masks long secrets, in part as well", () => {
    const long = Array.from({ length: 5000 }, (_, i) => `${i}x`).join("");
    const { redact } = createRedactor([jsonOf(JSON.stringify({ env: { TOKEN: long } }))]);
    expect(redact(`<${long}>`)).toBe("<[redacted]>");
  });

  it("masks those of a thousand configs, whichever of them a text holds", () => {
    const secretOf = (config: number, server: number): string =>
      `${((config * 8 + server + 1) * 7_919_777).toString(36)}w9Xk4V`;
    const { redact } = createRedactor(
      Array.from({ length: 1000 }, (_, config) => {
        const keys = Array.from({ length: 8 }, (_, server) => [`KEY_${server}_TOKEN`, secretOf(config, server)]);
        return jsonOf(JSON.stringify({ env: Object.fromEntries(keys) }));
      }),
    );
    const texts = Array.from({ length: 1000 }, (_, text) => `${text}: <${secretOf(text, text % 8)}>`);
    const redacted = texts.map(redact);
    expect(new Set(redacted.map((text) => text.replace(/^\d+/, "")))).toEqual(new Set([": <[redacted]>"]));
  });
});

describe("no secret is in any output", () => {
  const alphabet = constantFrom(...'abcdefghjkmnpqrstuvwyzABCDEFGHJKMNPQRSTUVWYZ23456789"\\/+=é漢\t!#%&');
  // With digits on both ends, so that it is no word and begins and ends where the others do.
  const secrets = array(alphabet, { minLength: 10, maxLength: 60 })
    .map((characters) => `7q${characters.join("")}K2`)
    .filter((secret) => new Set(secret).size > 5);

  it.each([
    ["env", (secret: string) => ({ env: { SERVICE_API_KEY: secret } })],
    ["headers", (secret: string) => ({ headers: { Authorization: `Bearer ${secret}` } })],
    ["key header", (secret: string) => ({ headers: { "X-API-Key": secret } })],
    ["option", (secret: string) => ({ args: ["--token", secret] })],
    ["option with =", (secret: string) => ({ args: [`--api-key=${secret.replaceAll("\t", "")}`] })],
    ["URL password", (secret: string) => ({ url: `https://ada:${encodeURIComponent(secret)}@x.example/mcp` })],
    ["URL query", (secret: string) => ({ url: `https://x.example/mcp?token=${encodeURIComponent(secret)}` })],
  ] as const)("%s", (_, entryOf) => {
    assert(
      property(secrets, boolean(), integer({ min: 40, max: 200 }), (secret, pretty, width) => {
        const entry = entryOf(secret);
        const document = jsonOf(JSON.stringify({ mcpServers: { one: entry } }, undefined, pretty ? 2 : undefined));
        const [first] = secretStrings(entry);
        const whole = { start: 0, end: document.text.length };
        const at = document.text.indexOf(JSON.stringify(first).slice(1, -1));
        const diagnostic = diagnosticOf(
          [locationOf(document, { start: at, end: at + 5 }, `is ${first}`), locationOf(document, whole, "all")],
          { message: `\`${first}\` is bad`, help: `not ${first}`, notes: [JSON.stringify(first)], server: first! },
        );
        const redactor = createRedactor([document]);
        const result = resultOf([document], [diagnostic, { ...diagnostic, message: "other" }]);
        const human = reportHuman(result, { style: plain, width, redactor, quiet: false, docsUrl });
        const json = JSON.stringify(reportOf(result, { version: "1.0.0", redactor, docsUrl }));
        for (const output of [human, json, redactor.redact(document.text)]) {
          const flat = output.replaceAll(/\s+/g, "");
          for (const form of [
            secret.replaceAll("\t", ""),
            encodeURIComponent(secret),
            JSON.stringify(secret).slice(1, -1),
          ]) {
            expect(flat).not.toContain(form.replaceAll(/\s+/g, ""));
            expect(flat).not.toContain(form.slice(0, 8));
          }
        }
        expect(JSON.parse(json)).toMatchObject({ version: 1 });
      }),
      { numRuns: 60 },
    );
  });

  function secretStrings(entry: object): string[] {
    const [value] = Object.values(entry) as [string | string[] | Record<string, string>];
    return typeof value === "string" ? [value] : Object.values(value).slice(-1);
  }
});
