import { hubFilesOf } from "../../hub/daemon/place.ts";
import { ensureToken } from "../../hub/daemon/token.ts";
import { TOKEN_VARIABLE } from "../../hub-form/token.ts";
import { currentPlatform } from "../../platform.ts";
import { write } from "../../report/write.ts";

/** `mcp-lint hub token`: prints the token, the one place where that is the point; on a terminal with what to do with it. */
export async function tokenCommand(): Promise<number> {
  const files = hubFilesOf(currentPlatform());
  const token = ensureToken(files);
  const plain = { redact: (text: string) => text };
  await write(process.stdout, token, plain);
  if (process.stdout.isTTY) {
    const lines = [
      `Clients take it from the variable ${TOKEN_VARIABLE}. In the profile of your shell:`,
      `  export ${TOKEN_VARIABLE}="$(mcp-lint hub token)"`,
      `The hub asks for it from its next start on, as long as there is ${files.token}`,
    ];
    await write(process.stderr, lines.join("\n"), plain);
  }
  return 0;
}
