import { oncePerText } from "../once-per.ts";

/** Words that make a name that of a secret wherever they stand in it. */
const secretWords: ReadonlySet<string> = new Set([
  "token",
  "secret",
  "secrets",
  "password",
  "passwords",
  "passwd",
  "passphrase",
  "pass",
  "pwd",
  "credential",
  "credentials",
  "creds",
  "auth",
  "authorization",
  "bearer",
  "cookie",
  "cookies",
  "jwt",
  "dsn",
  "pat",
  "sig",
  "signature",
]);

/** The same, grown together with what stands before: `apikey`, `githubtoken`, `clientsecret`, `connectionstring`. */
const secretEndings =
  /(?:token|secret|password|passwd|passphrase|connectionstring|(?:api|auth|access|secret|private|license|encryption|signing)keys?)$/;

/** A name that ends so says where the secret is, or something about it, and does not hold it. */
const harmlessEndings: ReadonlySet<string> = new Set([
  ..."path file files filename dir directory folder url uri endpoint host port location ref reference".split(" "),
  ..."type mode provider method strategy scheme name names id ids algorithm format version audience issuer".split(" "),
  ..."count limit limits budget size length max min ttl timeout expiry expiration expires age usage".split(" "),
  ..."date time at cost target used remaining".split(" "),
  ..."enabled disabled required optional allowed scope scopes region env var variable prefix suffix".split(" "),
  ..."store storage status policy color colors customizations label description hint command cmd helper".split(" "),
]);

/** What the words that make a name that of a secret consist of: most names have nothing of the kind. */
const secretPart = new RegExp([...secretWords, "key", "string"].join("|"));

/** Whether what stands under this name (of a variable, header, option or query parameter) should be a secret. */
export const isSecretName: (name: string) => boolean = oncePerText((name) => {
  if (name.length > 128 || !secretPart.test(name.toLowerCase())) return false;
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || harmlessEndings.has(last)) return false;
  if (words[0] === "max" || words.includes("public") || words.includes("publishable")) return false;
  if (words.length === 1 && words[0] === "pwd" && name === "PWD") return false;
  return words.some((word, at) => {
    if (secretWords.has(word) || secretEndings.test(word)) return true;
    if (word === "key" || word === "keys") return at === words.length - 1 || words[at - 1] === "api";
    if (word === "tokens") return /^(?:api|auth|access|refresh|bearer)$/.test(words[at - 1] ?? "");
    return word === "string" && words[at - 1] === "connection";
  });
});

/** `GITHUB_TOKEN`, `githubToken`, `github-token`, `GITHUBToken2`: all `github token`, in lower case, without numbers. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}
