import { pinnedVersion, versionSeparator } from "../src/remedy/pinned-version.ts";
import type { Launch, Package } from "../src/model/launch.ts";
import { isSwitchedOff } from "../src/model/started.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "unpinned-package",
  category: "pinning",
  severity: "note",
  confidence: "high",
  presets: { recommended: true, strict: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    none: "`{{package}}` names no version: what runs is whatever the registry or an old cache holds at that moment",
    tag: "`{{package}}` follows the tag `{{version}}`: the next release runs here as soon as it is out, a hijacked one too",
    range: "`{{package}}` is given as a range: the next release that fits runs here as soon as it is out",
    image: "The image `{{package}}` has no digest: what its tag means can change at any time",
    source: "`{{package}}` names no {{revision}}: what runs is whatever stands there at that moment",
  },
  folded: {
    none: "{{count}} packages name no version: what runs is whatever the registry or an old cache holds at that moment",
    tag: "{{count}} packages follow a tag: the next release runs here as soon as it is out, a hijacked one too",
    range: "{{count}} packages are given as a range: the next release that fits runs here as soon as it is out",
    image: "{{count}} images have no digest: what a tag means can change at any time",
    source: "{{count}} sources name no fixed revision: what runs is whatever stands there at that moment",
  },
  docs: {
    summary: "A server is fetched and run without an exact version",
    why: `\`npx some-server\` runs code from the registry with the rights of the user, and often with their tokens in its
environment. Without an exact version the code changes without anyone having decided it: in September 2025
\`postmark-mcp\` 1.0.16, after fifteen clean releases, began to send a copy of every mail to a stranger.

It cuts the other way too: \`npx\` and \`uvx\` keep running a version they have in their cache, so two machines with the
same config run different servers.

This is a note in \`recommended\`, for nearly every config in the world floats, and a warning in \`strict\` and \`audit\`; an
image without a digest stays a note. The tags of images and repositories that are named after a release (\`:1.4.2\`) are
only spoken of in \`strict\`, and so are servers that are switched off and stay where they are. Versions that come from a placeholder and files of
this machine are not meant.`,
    remedy: `Write the exact version you have looked at, in the syntax of the launcher:

| launcher | pinned |
|---|---|
| npx, bunx, pnpm dlx, yarn dlx, dnx | \`name@<version>\` |
| uvx | \`name@<version>\`, or \`--from name==<version>\` |
| pipx run | \`name==<version>\` |
| deno | \`npm:name@<version>\`, \`jsr:@scope/name@<version>\` |
| docker, podman | \`image@sha256:<digest>\` |
| a Git repository | \`#<commit>\` (npm), \`@<commit>\` (Python) |

\`mcp-lint --fix\` pins what npx has on this machine already; with \`--online\`, the rest of what npm and PyPI serve is
pinned to what they say. A bot such as Renovate can then propose the updates.`,
    references: [
      "https://docs.npmjs.com/cli/v11/commands/npx",
      "https://docs.astral.sh/uv/guides/tools/#requesting-specific-versions",
      "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
      "https://github.com/redis/RedisInsight/issues/5770",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch"] } } }` },
    good: {
      ".mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch@2026.8.31"] } } }`,
    },
  },
  check({ entry, project, settings, report }) {
    const { launch } = entry;
    const found = launch?.package;
    if (!launch || !found || found.registry === "path" || found.pin === "exact" || found.pin === "placeholder") return;
    const strict = settings.preset === "strict" || settings.preset === "audit";
    if (!strict && (isSwitchedOff(entry, project) || isRelease(found))) return;
    const fix = pinnedVersion(entry, project);
    const finding = {
      at: labelled(found.word, "not pinned"),
      severity: strict && found.registry !== "oci" ? "warning" : "note",
      help: `pin it: ${pinned(found, launch)}`,
      ...(fix && { fix }),
    } as const;
    const data = { package: shownName(found.name) };
    if (found.registry === "oci") report({ ...finding, message: "image", data });
    else if (found.registry === "git") report({ ...finding, message: "source", data: { ...data, revision: "commit" } });
    else if (found.registry === "url")
      report({ ...finding, message: "source", data: { ...data, revision: "version" } });
    else if (found.pin === "tag") {
      report({ ...finding, message: "tag", data: { ...data, version: found.version ?? "" } });
    } else report({ ...finding, message: found.pin, data });
  },
});

/** A tag named after a release: it can be moved, but by custom is not. */
function isRelease({ registry, version = "" }: Package): boolean {
  return (registry === "oci" || registry === "git") && /^v?\d+\.\d+/.test(version);
}

/** Without what may be a secret: the credentials and the query of a URL. */
function shownName(name: string): string {
  return name.replace(/:\/\/[^/]*@/, "://").replace(/[?#][^]*$/, "");
}

/** How an exact version of the package is written for its launcher. */
function pinned({ registry, name }: Package, launch: Launch): string {
  const { launcher } = launch;
  switch (registry) {
    case "oci":
      return `\`${name}@sha256:<digest>\``;
    case "git":
      return name.startsWith("git+") && isPython(launcher) ? "end it in `@<commit>`" : "end it in `#<commit>`";
    case "url":
      return "use an address with a version in it";
    case "pypi":
      return `\`${name}${versionSeparator(launch)}<version>\``;
    case "jsr":
      return `\`jsr:${name}@<version>\``;
    default:
      return `\`${launcher === "deno" ? "npm:" : ""}${name}@<version>\``;
  }
}

function isPython(launcher: Launch["launcher"]): boolean {
  return launcher.startsWith("uv") || launcher === "pipx-run";
}
