import { hubMapOf, localAddresses, portOn } from "../src/model/hub-addresses.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

const help = "put the server into the manifest, or take the entry out";

export default defineRule({
  id: "hub-manifest-missing",
  category: "address",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    removed: "`{{server}}` was moved to the hub, and the manifest no longer has it: nothing is at port `{{port}}`",
    path: "`{{server}}` leads to `{{route}}` on the hub, and the manifest has no server of that name",
    absent: "`{{server}}` leads to port `{{port}}` of a hub, and no manifest here says what is there",
  },
  folded: {
    absent: "{{count}} servers lead to a hub, and no manifest here says what is there",
  },
  docs: {
    summary: "A server is looked for at the hub, and no manifest puts it there",
    why: `The manifest, \`mcp-hub.json\`, decides what the hub runs. An entry that was moved there and whose server has since been taken out
of the manifest leads to nothing, at every start of every client; so does \`/mcp/<server>\` with a name that the manifest does not have.

Other entries on a port of the hub's range may lead to another hub, of another repository or of the user. Only the presets \`strict\` and
\`audit\` say that nothing here explains them: whoever checks the repository out cannot start that hub.`,
    remedy: "Put the server into the manifest, or take the entry out.",
    references: ["https://github.com/malloydata/publisher/issues/1007"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "notes": { "type": "http", "url": "http://127.0.0.1:18901/mcp/notes" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp/memory" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }`,
    },
  },
  check({ project, settings, report }) {
    const { preset, ports } = settings;
    const map = hubMapOf(project);
    const isStrict = preset === "strict" || preset === "audit";
    for (const address of localAddresses(project)) {
      const { entry, port, route, target } = address;
      const server = entry.name.value;
      if (!route) continue;
      const isOfHub = map !== undefined && map.at(port).length > 0;
      const recorded = map?.recorded(entry);
      if (isOfHub && route.server !== undefined && !map.named(route.server)) {
        const { start, end, value } = target.url.path;
        const at = labelled(partOf(target.word, start, end), "not served");
        report({ message: "path", data: { server, route: value }, at, entry, help });
      } else if (!isOfHub && recorded !== undefined && !map!.named(recorded)) {
        report({
          message: "removed",
          data: { server, port },
          at: labelled(portOn(address), "not served"),
          entry,
          help,
        });
      } else if (isStrict && !isOfHub && recorded === undefined && ports.from <= port && port <= ports.to) {
        const elsewhere = "keep the manifest beside the configs, or say where the hub comes from";
        report({
          message: "absent",
          data: { server, port },
          at: labelled(portOn(address), "not served"),
          entry,
          severity: "note",
          help: elsewhere,
        });
      }
    }
  },
});
