import { unpinnedIn } from "../src/remedy/unpinned.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "docker-tag",
  category: "pinning",
  severity: "note",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    image: "The image `{{image}}` has no digest: what its tag means can change at any time",
    untagged: "The image `{{image}}` has neither tag nor digest: it is whatever its owner calls `latest` at the time",
  },
  folded: {
    image: "{{count}} images have no digest: what a tag means can change at any time",
    untagged: "{{count}} images have neither tag nor digest: they are whatever their owners call `latest` at the time",
  },
  docs: {
    summary: "A container image without a digest",
    why: `A tag is a name that its owner can point at another image whenever they like, and \`latest\`, which is meant where no tag
is written, is pointed anew with every release. Docker in turn keeps the image it once pulled, so two machines with the same config
run different servers.

A tag named after a release (\`:1.4.2\`) is seldom moved, and only spoken of in \`strict\` and \`audit\`. It stays a note there as well.
Nothing is said of an image that is built on the machine itself: one with neither a registry nor an owner in its name, unless Docker
Hub has it as an official image.`,
    remedy: `Pin the digest of the image you have looked at: \`image@sha256:<digest>\`. \`docker buildx imagetools inspect IMAGE\` shows it;
a bot such as Renovate keeps it up to date.`,
    references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "db": { "command": "docker", "args": ["run", "-i", "--rm", "mcp/postgres"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "db": { "command": "docker", "args": ["run", "-i", "--rm", "mcp/postgres@sha256:6cb8a1b3e1d7ab2d7b1a4c3f0e5d9b8a7c6f5e4d3c2b1a09f8e7d6c5b4a39281"] } } }`,
    },
  },
  check(context) {
    const unpinned = unpinnedIn(context, "image");
    if (!unpinned) return;
    const message = unpinned.package.version === undefined ? "untagged" : "image";
    context.report({ ...unpinned.finding, message, data: { image: unpinned.written } });
  },
});
