import { hasOtherForm, holdsLine, startsLiterally } from "../src/model/command-form.ts";
import { clausesOf, refusalsOf, refusalVerb } from "../src/model/consequence.ts";
import { namesOf } from "../src/model/relevance.ts";
import { splitLine } from "../src/model/shell.ts";
import { stdioReadings } from "../src/model/started.ts";
import { wordOf } from "../src/model/words.ts";
import { restarted } from "../src/remedy/restarted.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "command-string",
  category: "correctness",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    line: "`{{server}}` has its whole command line in one string: {{clients}} {{look}} for a program of that name and {{find}} none",
    list: "`{{server}}` has a string as its command, where a list is wanted: {{consequences}}",
    string: "`{{server}}` has a list as its command, where the program alone is wanted: {{consequences}}",
  },
  folded: {
    line: "{{count}} servers have their whole command line in one string",
    list: "{{count}} servers have a string as their command, where a list is wanted",
  },
  docs: {
    summary: "A command in a form that its client cannot start",
    why: `Clients start a program without a shell: \`"command": "npx -y some-server"\` asks for a program whose name is
\`npx -y some-server\`, blanks included. There is none, and the server is shown as failed, if at all.

OpenCode and its forks want program and arguments in one list; all others want the program as a string and the rest under
\`args\`. What one family is given in the form of the other, it refuses. Clients that split the line themselves are left out.`,
    remedy: "Write the program and its arguments as the client wants them; `--fix` does.",
    references: [
      "https://opencode.ai/docs/mcp-servers/",
      "https://nodejs.org/api/child_process.html#child_processspawncommand-args-options",
    ],
    bad: { ".cursor/mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx mcp-server-fetch@2026.8.31" } } }` },
    good: {
      ".cursor/mcp.json": `{ "mcpServers": { "fetch": { "command": "uvx", "args": ["mcp-server-fetch@2026.8.31"] } } }`,
    },
  },
  check({ entry, project, report }) {
    const { command, name } = entry;
    if (!command) return;
    const server = name.value;
    const refusals = refusalsOf(entry, project, ["bad-shape"]).filter((refusal) => hasOtherForm(entry, refusal));
    const words = holdsLine(entry) ? splitLine(wordOf(command), "posix") : undefined;
    const puzzled = words ? stdioReadings(entry, project).filter(({ client }) => startsLiterally(client)) : [];
    const [first] = [...refusals, ...puzzled];
    if (!first) return;
    const concerned = [...refusals, ...entry.readings.filter(({ transport }) => transport === "stdio")];
    const fix = restarted(
      entry,
      project,
      concerned,
      words?.map(({ value }) => value),
    );
    const isList = first.dialect.stdio?.commandForm === "array";
    const help = isList
      ? "write program and arguments as one list"
      : "write the program alone, and the rest under `args`";
    const finding = { at: command, help, ...(fix && { fix }) };
    if (refusals[0]) {
      const data = { server, consequences: clausesOf(refusals, refusalVerb) };
      report({ ...finding, message: isList ? "list" : "string", data });
    } else {
      const [look, find] = puzzled.length === 1 ? ["looks", "finds"] : ["look", "find"];
      report({ ...finding, message: "line", data: { server, clients: namesOf(puzzled), look, find } });
    }
  },
});
