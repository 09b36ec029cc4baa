import { UserError } from "../../errors.ts";
import { needHub } from "../../hub/daemon/client.ts";
import { documentsOf } from "../../model/documents.ts";
import { write } from "../../report/write.ts";
import { visible } from "../../report/visible.ts";
import { lint } from "../../run.ts";
import { verifyEntries } from "../../verification/entries.ts";
import { choicesOf } from "../chosen.ts";
import { openOutput, selectionOf, thisHost, type FileOptions } from "../output.ts";
import { shownVerdict } from "../verdict.ts";

/** `mcp-lint hub verify`: do configs that lead to the hub reach there what they would start themselves? */
export async function verifyCommand(paths: readonly string[], options: FileOptions): Promise<number> {
  const host = thisHost();
  needHub(host.platform);
  const { settings } = await choicesOf(options, host);
  const { project } = await lint(await selectionOf(paths, options), settings, host);
  const { style, redactor } = openOutput(documentsOf(project));
  const verdicts = await verifyEntries(project, host.platform, (verdict) => {
    const places = [...new Set(verdict.entries.map(({ source }) => source.shown))];
    const text = `${shownVerdict(verdict, style)} ${style.dim(visible(`${verdict.url}, ${places.join(", ")}`))}`;
    void write(process.stdout, text, redactor);
  });
  if (verdicts.length === 0) {
    throw new UserError(
      "no entry here leads to a server of the hub manifest",
      "--machine looks at every config of this computer",
    );
  }
  return verdicts.every(({ same }) => same) ? 0 : 1;
}
