import { isHub } from "../src/manifest/client.ts";
import { readManifest } from "../src/manifest/read.ts";
import { isBroken } from "../src/model/broken.ts";
import { defineRule, place } from "../src/rule.ts";

/** What a server is started with is judged like that of any other file. */
const ofEveryFile: ReadonlySet<unknown> = new Set(["command", "args", "env", "cwd"]);

export default defineRule({
  id: "bad-hub-manifest",
  category: "correctness",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  messages: {
    server: "The hub leaves `{{server}}` out: {{problem}}",
    other: "{{problem}}: `--fix` and `eject` will not touch a manifest that they cannot read",
  },
  docs: {
    summary: "The hub manifest says something that the hub cannot use",
    why: `\`mcp-hub.json\` is the one file that says which servers the hub runs and on which ports. A server with a value that the hub
cannot use is left out, so that every client that leads there finds nothing; and until the manifest is whole, \`--fix\` moves no further
server into it.`,
    remedy:
      "Correct the value. The JSON Schema of the manifest, which `mcp-lint` ships, completes and checks it in an editor.",
    references: ["https://code.visualstudio.com/docs/languages/json#_json-schemas-and-settings"],
    bad: {
      "mcp-hub.json": `{ "servers": { "memory": { "port": "18901", "command": "mcp-memory" } } }`,
    },
    good: {
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }`,
    },
  },
  check({ source, document, entries, report }) {
    if (!source.readers.some(({ client }) => isHub(client)) || isBroken(document)) return;
    for (const { path, span, message } of readManifest(document).problems) {
      const [map, server, key] = path;
      const entry = entries.find(({ name }) => map === "servers" && name.value === server);
      const isReported = entry?.readings.some(({ outcome }) => outcome !== "loaded") && ofEveryFile.has(key);
      if (isReported) continue;
      const at = place(document, path, span);
      const problem = message.charAt(0).toLowerCase() + message.slice(1);
      report(
        map === "servers" && server !== undefined
          ? { message: "server", data: { server, problem }, at, ...(entry && { entry }) }
          : { message: "other", data: { problem: message }, at },
      );
    }
  },
});
