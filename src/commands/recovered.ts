import { write } from "../report/write.ts";
import type { Recovery } from "../transaction/recover.ts";
import { openOutput } from "./output.ts";

/** Says on standard error which earlier transactions had been cut off and were taken back. */
export async function tellRecovered(recovered: readonly Recovery[]): Promise<void> {
  const { redactor } = openOutput();
  for (const { title, restored, kept } of recovered) {
    const lines = [
      `"${title}" had been cut off and was taken back${restored.length > 0 ? `: ${restored.join(", ")}` : ""}`,
      ...kept.map((file) => `  ${file} was changed since and stays as it is; mcp-lint undo has its original`),
    ];
    await write(process.stderr, lines.join("\n"), redactor);
  }
}
