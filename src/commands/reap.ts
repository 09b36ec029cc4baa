import { createInterface } from "node:readline/promises";
import { documentsOf } from "../model/documents.ts";
import type { RunningServer } from "../processes/attribute.ts";
import { endingHost, endTree } from "../processes/ending.ts";
import { currentPlatform } from "../platform.ts";
import { orphanEvidence } from "../report/orphans.ts";
import { openOutput } from "./output.ts";
import type { Seen } from "./ps.ts";

/** `mcp-lint ps --reap`: offers the orphans one by one and ends what is confirmed. Where nobody can be asked, nothing is. */
export async function reapCommand({ picture, project }: Seen): Promise<number> {
  const orphans = picture.servers.filter(({ origin }) => origin === "orphan");
  const output = openOutput(documentsOf(project));
  const { style, write } = output;
  const evidence = (orphan: RunningServer): string => orphanEvidence(orphan, picture.table, output);
  if (orphans.length === 0) {
    await write("No orphans: every MCP server has somebody who uses it");
    return 0;
  }
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    const number = orphans.length === 1 ? "this one" : `these ${orphans.length}`;
    await write(
      [...orphans.map(evidence), "", `Nothing was ended: a terminal is needed to confirm ${number}`].join("\n"),
    );
    return 0;
  }

  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("q")));
  const host = endingHost(currentPlatform().os);
  let ended = 0;
  try {
    for (const orphan of orphans) {
      await write(evidence(orphan));
      const answer = await askFor("ynq", () => Promise.race([lines.question("End it? [y]es, [n]o, [q]uit: "), closed]));
      if (answer === "q") break;
      if (answer === "n") continue;
      const left = await endTree(orphan.tree, host);
      if (left.length === 0) ended++;
      await write(
        left.length === 0
          ? style.success(`ended ${orphan.tree.map(({ pid }) => pid).join(", ")}`)
          : style.error(`still there: ${left.map(({ pid }) => pid).join(", ")}`),
      );
    }
  } finally {
    lines.close();
  }
  await write(`${ended} of ${orphans.length} ended`);
  return 0;
}

async function askFor(letters: string, ask: () => Promise<string>): Promise<string> {
  for (;;) {
    const letter = (await ask()).trim().toLowerCase()[0];
    if (letter !== undefined && letters.includes(letter)) return letter;
  }
}
