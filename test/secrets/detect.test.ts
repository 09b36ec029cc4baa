import { describe, expect, it } from "vitest";
import type { Syntax } from "../../src/document/document.ts";
import { declareSecretFormats } from "../../src/secrets/own-formats.ts";
import { secretsIn, type Secret } from "../../src/secrets/detect.ts";
import { documentOf, jsonOf } from "../report/sample.ts";

const random = "q7Rz2Lw9Xk4Vb8Nc1Mf6Td3H";

/** What is found in one entry: kind, name and confidence, and the text at the span. */
function foundIn(entry: object): string[] {
  const document = jsonOf(JSON.stringify({ mcpServers: { one: entry } }));
  return secretsIn(document).map((secret) => describeSecret(secret, document.text));
}

function describeSecret({ kind, name, provider, confidence, span }: Secret, text: string): string {
  return [kind, name, provider, confidence, text.slice(span.start, span.end)].filter(Boolean).join(" ");
}

describe("a secret by the name it is given to", () => {
  it.each([
    ["GITHUB_TOKEN", true],
    ["API_KEY", true],
    ["openaiApiKey", true],
    ["apikey", true],
    ["DB_PASS", true],
    ["DBPassword2", true],
    ["SECRET_KEY_BASE", true],
    ["CONNECTION_STRING", true],
    ["SENTRY_DSN", true],
    ["SESSION_COOKIE", true],
    ["API_KEY_1", true],
    ["GOOGLE_CREDENTIALS", true],
    ["KEYBOARD_LAYOUT", false],
    ["MONKEY", false],
    ["AUTHOR", false],
    ["TOKENIZER", false],
    ["max_tokens", false],
    ["MAX_TOKEN", false],
    ["TOKEN_FILE", false],
    ["PRIVATE_KEY_PATH", false],
    ["AUTH_TYPE", false],
    ["TOKEN_ENDPOINT", false],
    ["STRIPE_PUBLISHABLE_KEY", false],
    ["inputTokens", false],
    ["COMPASS", false],
    ["PWD", false],
  ])("%s: %s", (name, isSecret) => {
    expect(foundIn({ env: { [name]: random } })).toEqual(isSecret ? [`env ${name} high ${random}`] : []);
  });
});

describe("where it stands", () => {
  it("finds the secret part alone", () => {
    expect(foundIn({ headers: { Authorization: `Bearer ${random}` } })).toEqual([
      `header Authorization high ${random}`,
    ]);
    expect(foundIn({ headers: { "X-API-Key": random } })).toEqual([`header X-API-Key high ${random}`]);
    expect(foundIn({ args: [`--token=${random}`] })).toEqual([`argument token high ${random}`]);
    expect(foundIn({ args: ["--api-key", random] })).toEqual([`argument api-key high ${random}`]);
    expect(foundIn({ args: ["-k", random] })).toEqual([`argument k high ${random}`]);
    expect(foundIn({ args: ["--header", `Authorization: Bearer ${random}`] })).toEqual([
      `argument Authorization high ${random}`,
    ]);
    expect(foundIn({ args: ["run", "-e", `API_KEY=${random}`, "image"] })).toEqual([`argument API_KEY high ${random}`]);
    expect(foundIn({ args: ["-c", `export API_KEY=${random}; npx thing`] })).toEqual([
      `argument API_KEY high ${random}`,
    ]);
    expect(foundIn({ args: [`API_KEY="${random}"`] })[0]).toMatch(/^argument API_KEY high/);
    expect(foundIn({ url: `https://x.example/mcp?apiKey=${random}&region=eu` })).toEqual([`url apiKey high ${random}`]);
    expect(foundIn({ url: `https://ada:${random}@x.example/mcp` })).toEqual([`url high ${random}`]);
    const login = "Pwd0AA0A0a000a0aa00aA0AaAa";
    expect(foundIn({ url: `http://${login}:${login}@0.0.0.0/mcp/x` })).toEqual([`url medium ${login}@0.0.0.0/mcp/x`]);
    expect(foundIn({ env: { DATABASE_URL: "postgres://ada:hunter42xyz@localhost/db" } })).toEqual([
      "env medium hunter42xyz",
    ]);
    expect(foundIn({ env: { MYSQL_DSN: "ada:hunter42xyz@tcp(localhost)/db" } })).toEqual([
      "env MYSQL_DSN medium hunter42xyz",
    ]);
    expect(foundIn({ env: { CONNECTION_STRING: "Server=db;Password=hunter42xyz;Port=1" } })).toEqual([
      "env Password medium hunter42xyz",
    ]);
    expect(foundIn({ env: { HEADERS: `{"Authorization": "Bearer ${random}"}` } })).toEqual([
      `env Authorization high ${random}`,
    ]);
    expect(foundIn({ headers: [{ name: "X-API-Key", value: random }] })).toEqual([`header X-API-Key high ${random}`]);
    expect(foundIn({ oauth: { clientSecret: random } })).toEqual([`text clientSecret high ${random}`]);
  });

  it("finds a known format whatever the name, and says whose it is", () => {
    expect(foundIn({ env: { SOMETHING: `ghp_${random}${random}` } })).toEqual([
      `env GitHub high ghp_${random}${random}`,
    ]);
    expect(foundIn({ args: [`sk-ant-api03-${random}`] })).toEqual([`argument Anthropic high sk-ant-api03-${random}`]);
    expect(foundIn({ env: { API_KEY: `AKIA${"Q7RZ2LW9XK4VB8NC"}` } })).toEqual([
      "env API_KEY AWS high AKIAQ7RZ2LW9XK4VB8NC",
    ]);
    const jwt = `eyJhbGciOiJI.eyJzdWIiOiIx.${random}`;
    expect(foundIn({ url: `https://x.example/${jwt}` })).toEqual([`url JSON Web Token high ${jwt}`]);
  });

  it("gives the place in the text when escapes are in the way", () => {
    expect(foundIn({ env: { API_KEY: `${random}"\\x` } })).toEqual([`env API_KEY high ${random}\\"\\\\x`]);
    const document = jsonOf(`{"env": {"API_KEY": "\\u0071${random.slice(1)}"}}`);
    expect(secretsIn(document).map((secret) => describeSecret(secret, document.text))).toEqual([
      `env API_KEY high \\u0071${random.slice(1)}`,
    ]);
  });
});

describe("what is no secret", () => {
  it.each([
    "${TOKEN}",
    "Bearer ${TOKEN}",
    "Bearer ${env:TOKEN}",
    "{env:TOKEN}",
    "$TOKEN",
    "%TOKEN%",
    "$input:token",
    "<token>",
    "${{ secrets.TOKEN }}",
    "{{ token }}",
    "op://vault/item/field",
    "YOUR_API_KEY",
    "your-github-token-here",
    "yourApiKey",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
    "ghp_****************",
    "sk-ant-...",
    "xxx",
    "changeme",
    "...",
    "",
    "[redacted]",
    "GITHUB_TOKEN",
    "/run/secrets/token",
    "~/.config/token",
    "https://auth.example/token",
    "00000000-0000-0000-0000-000000000000",
    "true",
    "test-token-1234567",
    "my1-testkey-1234",
  ])("%s", (value) => {
    expect(foundIn({ env: { API_KEY: value } })).toEqual([]);
    expect(foundIn({ args: [`--api-key=${value}`] })).toEqual([]);
    expect(foundIn({ args: ["--api-key", value] })).toEqual([]);
    expect(foundIn({ headers: { Authorization: value } })).toEqual([]);
  });

  it("is a key that browsers get to see, whoever else has it", () => {
    const jwt = (role: string): string =>
      `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ iss: "supabase", role })).toString("base64url")}.${random}`;
    for (const value of [jwt("anon"), `sb_publishable_${random}`, `pk_live_${random}`]) {
      expect(
        foundIn({
          env: { SUPABASE_KEY: value },
          args: ["--api-key", value, `--url=https://x.example/?token=${value}`],
        }),
      ).toEqual([]);
      expect(foundIn({ headers: { Authorization: `Bearer ${value}` } })).toEqual([]);
    }
    expect(foundIn({ env: { SUPABASE_KEY: jwt("service_role") } })).toHaveLength(1);
    expect(foundIn({ env: { SUPABASE_KEY: `sb_secret_${random}` } })).toHaveLength(1);
  });

  it("is neither a number of tokens, a switch nor an option that follows", () => {
    expect(foundIn({ env: { TOKEN: true }, args: ["--token", "--verbose", "-k", "server"] })).toEqual([]);
    expect(foundIn({ url: "https://cdn.example/npm/@scope/name?version=1" })).toEqual([]);
    expect(foundIn({ args: ["-y", "sk-learn-something-very-long-and-wordy", "git@github.com:a/b.git"] })).toEqual([]);
  });
});

describe("how sure it is", () => {
  it("takes no word that only begins so for a test", () => {
    expect(foundIn({ env: { API_KEY: "7q%Testlj2mwK2" } })).toEqual(["env API_KEY medium 7q%Testlj2mwK2"]);
  });

  it("takes words for words", () => {
    expect(foundIn({ env: { API_KEY: "development" } })).toEqual(["env API_KEY low development"]);
    expect(foundIn({ env: { API_KEY: "my local setting of it" } })).toEqual([]);
    expect(foundIn({ env: { DB_PASSWORD: "postgres123" } })).toEqual(["env DB_PASSWORD medium postgres123"]);
    expect(foundIn({ env: { DB_PASSWORD: "pa$word{x}12" } })).toEqual(["env DB_PASSWORD medium pa$word{x}12"]);
  });

  it("sees the default of a placeholder", () => {
    expect(foundIn({ env: { API_KEY: `\${API_KEY:-${random}}` } })).toEqual([`env API_KEY high ${random}`]);
    expect(foundIn({ env: { API_KEY: "${API_KEY:-none}" } })).toEqual([]);
  });
});

describe("in any file", () => {
  const files: readonly [Syntax, string][] = [
    ["toml", `[mcp_servers.one.env]\nAPI_KEY = "${random}"\n`],
    ["yaml", `one:\n  env:\n    API_KEY: ${random}\n`],
    ["jsonc", `{ "env": { "API_KEY": "${random}", }, }`],
    // Cannot be read:
    ["json", `{ "env": { "API_KEY": "${random}"`],
    ["json", `{ "env": { API_KEY: ${random}, ]]]`],
    ["toml", `[[[\nAPI_KEY = "${random}"\n`],
    ["yaml", `a: [\nAPI_KEY: ${random}\n  b: {`],
    ["json", `{ "args": ["--api-key", "${random}" "x" `],
    ["json", `{ "headers": "{\\"Authorization\\": \\"Bearer ${random}\\"}" ]`],
    // In a comment:
    ["jsonc", `{} // API_KEY=${random}`],
    ["toml", `# old: --api-key ${random}\n`],
    ["yaml", `a: 1 # Authorization: Bearer ${random}\n`],
  ];
  it.each(files)("%s %s", async (syntax, text) => {
    const document = await documentOf(syntax, text);
    expect(secretsIn(document).map(({ span }) => text.slice(span.start, span.end))).toEqual([random]);
  });

  it("takes time in proportion to the length", async () => {
    const units = [
      "a=",
      "token=",
      "eyJ-",
      "sk-",
      "a://b@",
      "-----BEGIN PRIVATE KEY-----\\n",
      '"',
      "${",
      "?k=v&",
      "--token ",
      "abc_",
    ];
    for (const unit of units) {
      const body = unit.repeat(1_000_000 / unit.length);
      const start = performance.now();
      secretsIn(jsonOf(`{"token": ${JSON.stringify(body)}`));
      expect(performance.now() - start, unit).toBeLessThan(5000);
    }
  });
});

describe("a secret of a form that only the user knows", () => {
  it("is found from then on, with a name and without", () => {
    const before = foundIn({ command: "a", args: ["acme/42-1234"], env: { X: "acme/42-1234" } });
    expect(before).toEqual([]);
    declareSecretFormats({ Acme: "acme/\\d+-\\d+" });
    expect(
      foundIn({ command: "a", args: ["acme/42-1234"], env: { X: "acme/42-1234", API_TOKEN: "acme/43-1" } }),
    ).toEqual(["argument Acme high acme/42-1234", "env Acme high acme/42-1234", "env API_TOKEN Acme high acme/43-1"]);
  });
});
