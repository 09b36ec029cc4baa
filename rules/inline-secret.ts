import { keyVariables } from "../src/data/key-variables.ts";
import type { Document, Path } from "../src/document/document.ts";
import type { Fix } from "../src/fix/fix.ts";
import { freeVariables, type OwnedSecret } from "../src/remedy/free-variables.ts";
import { referenceFor, referenceInstead, spellingReader, variableFor } from "../src/remedy/secret-reference.ts";
import type { ModelledDocument, Project, ServerEntry } from "../src/model/entry.ts";
import { referenceTo, variableIn, type ReferenceField } from "../src/model/reference.ts";
import { isPersonal } from "../src/model/personal.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { spelled } from "../src/model/spelling.ts";
import { defineRule, place } from "../src/rule.ts";
import { secretsIn, type Secret, type SecretKind } from "../src/secrets/detect.ts";

const places: Readonly<Record<SecretKind, { readonly words: string; readonly field?: ReferenceField }>> = {
  env: { words: "the environment", field: "env" },
  header: { words: "the headers", field: "headers" },
  argument: { words: "the arguments", field: "args" },
  url: { words: "the URL", field: "url" },
  text: { words: "the text" },
};

export default defineRule({
  id: "inline-secret",
  category: "security",
  severity: "error",
  confidence: "medium",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  unread: true,
  messages: {
    committed: "{{secret}} is written out in {{where}}: whoever gets this repository can use it",
    personal:
      "{{secret}} is written out in {{where}}: whoever gets this file, with a repository, dotfiles or a backup, can use it",
  },
  folded: {
    committed: "{{count}} secrets are written out: whoever gets this repository can use them",
    personal:
      "{{count}} secrets are written out: whoever gets this file, with a repository, dotfiles or a backup, can use them",
  },
  docs: {
    summary: "A token or password is written out in a config",
    why: `A config is a file like any other: it is committed, synchronised, pasted into issues and read by the agent itself.
In 2026 GitGuardian counted 24,008 secrets in MCP configs on public GitHub; 2,117 still worked.

Found are the formats of well-known providers, and long random values under names such as \`…_TOKEN\`, in \`env\`, headers,
arguments and URLs, in commented-out servers, and in files that do not parse. Placeholders (\`\${TOKEN}\`), stand-ins
(\`YOUR_API_KEY\`) and keys made for browsers (Supabase's \`anon\`) are no secrets. What has the name of a secret and does not look
random is a warning.

No message, report or baseline ever holds any part of the value.`,
    remedy: `Put the value into a variable and refer to it in the way of the client: \`\${VAR}\` in Claude Code, \`\${env:VAR}\` in
Cursor and VS Code, \`{env:VAR}\` in OpenCode, \`bearer_token_env_var\` in Codex. Then revoke the old one: it stays in the
history of the repository.`,
    references: ["https://code.claude.com/docs/en/mcp#environment-variable-expansion-in-mcp-json"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "github": { "command": "github-mcp-server", "env": { "GITHUB_TOKEN": "ghp_EXAMPLEexampleEXAMPLEexampleEXAMPLE01" } } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "github": { "command": "github-mcp-server", "env": { "GITHUB_TOKEN": "\${GITHUB_TOKEN}" } } } }`,
    },
  },
  check({ source, document, maps, entries, project, report }) {
    const secrets = secretsIn(document);
    if (secrets.length === 0) return;
    const owners = ownersIn({ maps, entries });
    const found = secrets.flatMap((secret): readonly OwnedSecret[] => {
      const owner = ownerOf(secret.path, owners);
      if (secret.confidence === "low" || !(owner || isUnread(document))) return [];
      return [{ secret, entry: owner === "map" || isBeside(secret, owner) ? undefined : owner }];
    });
    const isFree = freeVariables(found, entries);
    for (const { secret, entry } of found) {
      const fix = entry && isFree(variableFor(secret, entry)) ? fixFor(secret, entry, project) : undefined;
      report({
        message: isPersonal(source) ? "personal" : "committed",
        data: { secret: secret.provider ? `A secret (${secret.provider})` : "A secret", where: whereOf(secret, entry) },
        at: place(document, secret.path, secret.span, "secret"),
        severity: secret.confidence === "high" ? "error" : "warning",
        ...(entry ? { entry } : {}),
        ...(secret.name === undefined ? {} : { key: secret.name }),
        help: `${remedyFor(secret, entry)}, and revoke the one that stands here`,
        notes:
          secret.kind === "argument"
            ? ["arguments also show in the list of processes, to every user of the machine"]
            : [],
        ...(fix && { fix }),
      });
    }
  },
});

/** By path: the entries, and the maps around them, where commented-out entries stand. */
type Owners = ReadonlyMap<string, ServerEntry | "map">;

function ownersIn({ maps, entries }: Pick<ModelledDocument, "maps" | "entries">): Owners {
  const owners = new Map<string, ServerEntry | "map">();
  for (const { path } of maps) owners.set(JSON.stringify(path), "map");
  for (const entry of entries) owners.set(JSON.stringify(entry.path), entry);
  return owners;
}

function ownerOf(path: Path, owners: Owners): ServerEntry | "map" | undefined {
  for (let length = path.length; length >= 0; length--) {
    const owner = owners.get(JSON.stringify(path.slice(0, length)));
    if (owner) return owner;
  }
  return undefined;
}

/** Does it stand in a comment that only belongs to the entry, such as a former one above it? */
function isBeside({ kind, span }: Secret, entry: ServerEntry | undefined): boolean {
  return (
    kind === "text" && entry !== undefined && (span.start < entry.node.span.start || span.end > entry.node.span.end)
  );
}

/** Did the parser lose a part, so that nobody knows what belongs to a server? */
function isUnread({ root, problems }: Document): boolean {
  return !root || problems.some(({ code }) => code === "syntax");
}

function whereOf({ name, kind }: Secret, entry: ServerEntry | undefined): string {
  const part = name === undefined ? places[kind].words : `\`${name}\``;
  return entry ? `${part} of \`${entry.name.value}\`` : name === undefined ? "this file" : part;
}

/** None where the help has something better than a reference at the same place. */
function fixFor(secret: Secret, entry: ServerEntry, project: Project): Fix | undefined {
  const { field } = places[secret.kind];
  const isForFirst = spellingReader(entry) === entry.readings[0];
  if (!field || !isForFirst || ownVariable(secret, entry) !== undefined) return undefined;
  return referenceInstead(secret, variableFor(secret, entry), field, entry, relevantReadings(entry, project));
}

function remedyFor(secret: Secret, entry: ServerEntry | undefined): string {
  const { kind } = secret;
  const { field } = places[kind];
  if (entry && isForExtension(secret, entry))
    return "replace this by an entry with a `command` of your own, which takes the key from the environment";
  const variable = entry && ownVariable(secret, entry);
  if (variable !== undefined) return withVariable(variable, entry!);
  return (
    (entry && field && referenceFor(secret, field, entry)) ??
    (kind === "header" || kind === "url"
      ? "sign in over OAuth if the server offers it, or keep this file to yourself"
      : "keep it out of this file, in the environment or in a script that starts the server")
  );
}

/** Settings of a server that an extension brings and starts, as in Zed: what the extension hands on is up to it. */
function isForExtension({ path }: Secret, entry: ServerEntry): boolean {
  const hasSettings = entry.ownReadings.some(({ dialect }) => "settings" in dialect.otherKeys);
  return hasSettings && !entry.command && !entry.url && path[entry.path.length] === "settings";
}

/** The variable from which the package takes what is given as an argument here. */
function ownVariable({ kind }: Secret, { launch }: ServerEntry): string | undefined {
  const name = launch?.package?.registry === "npm" ? launch.package.name : "";
  return kind === "argument" && Object.hasOwn(keyVariables, name) ? keyVariables[name] : undefined;
}

function withVariable(variable: string, entry: ServerEntry): string {
  const dialect = spellingReader(entry)?.dialect;
  const reference = dialect && referenceTo(variable, "env", dialect);
  const key = dialect?.stdio?.env;
  const isValue = dialect !== undefined && variableIn(variable, "env", dialect) !== undefined;
  const way = reference ?? "set that where the client is started from";
  const under = isValue && key !== undefined ? ` for it under \`${spelled(key)}\`` : "";
  return `drop the argument, which the package also takes from \`${variable}\`, and ${way}${under}`;
}
