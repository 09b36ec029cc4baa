import type { Diagnostic } from "../../engine/diagnostic.ts";
import { groupsOf, headlineOf, type Group } from "../groups.ts";
import type { Redactor } from "../redact.ts";
import { visible } from "../visible.ts";
import { frameOf } from "./frame.ts";
import { markup, type Html } from "./markup.ts";

export interface FindingOptions {
  readonly redactor: Redactor;
  docsUrl(rule: string): string;
}

/** All findings in their files, with what to choose among them by. */
export function findingsSection(diagnostics: readonly Diagnostic[], options: FindingOptions): Html {
  if (diagnostics.length === 0)
    return markup`<section>
      <h2>Findings</h2>
      <p class="clean">No problems found</p>
    </section>`;
  const clean = (text: string): string => visible(options.redactor.redact(text));
  const valuesOf = (of: (diagnostic: Diagnostic) => string | undefined): readonly string[] =>
    [...new Set(diagnostics.flatMap((diagnostic) => of(diagnostic) ?? []).map(clean))].sort();
  return markup`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    <form id="filters" hidden>
      ${choiceOf("severity", ["error", "warning", "note"])}
      ${choiceOf(
        "rule",
        valuesOf(({ rule }) => rule),
      )}
      ${choiceOf(
        "file",
        valuesOf(({ locations: [at] }) => at.source.shown),
      )}
      ${choiceOf(
        "server",
        valuesOf(({ server }) => server),
      )}
      <label>text <input type="search" name="text" autocomplete="off" /></label>
      <output id="shown" aria-live="polite"></output>
    </form>
    <div id="list">${groupsOf(diagnostics).map((group) => articleOf(group, options, clean))}</div>
  </section>`;
}

function choiceOf(name: string, values: readonly string[]): Html {
  const options = values.map((value) => markup`<option>${value}</option>`);
  return markup`<label
    >${name}
    <select name="${name}">
      <option value="">all</option>
      ${options}
    </select></label
  >`;
}

function articleOf(group: Group, { redactor, docsUrl }: FindingOptions, clean: (text: string) => string): Html {
  const [{ rule, severity, locations }] = group;
  const servers = group.flatMap(({ server }) => (server === undefined ? [] : [clean(server)]));
  const remarks = [
    ...new Set(group.flatMap(({ notes }) => notes).map((note) => markup`<li>${clean(note)}</li>`.html)),
    ...new Set(group.flatMap(({ help }) => help ?? []).map((help) => markup`<li><b>help</b> ${clean(help)}</li>`.html)),
  ].map((markup) => ({ html: markup }));
  return markup`<article
    data-severity="${severity}"
    data-rule="${rule}"
    data-file="${clean(locations[0].source.shown)}"
    data-server="${JSON.stringify(servers)}"
    data-count="${group.length}"
  >
    <h3><span class="badge ${severity}">${severity}</span> ${clean(headlineOf(group))}</h3>
    <pre tabindex="0">${frameOf(group, redactor)}</pre>
    <ul>
      ${remarks}
      <li><a href="${docsUrl(rule)}">${rule}</a></li>
    </ul>
  </article>`;
}
