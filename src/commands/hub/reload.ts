import { needHub } from "../../hub/daemon/client.ts";
import { currentPlatform } from "../../platform.ts";
import { visible } from "../../report/visible.ts";
import { openOutput } from "../output.ts";
import { problemLines } from "./report.ts";
import { takeOver } from "./take-over.ts";

/** `mcp-lint hub reload`: takes over what the manifests say now; only servers that changed are restarted. */
export async function reloadCommand(manifest: string | undefined): Promise<number> {
  const platform = currentPlatform();
  const hub = needHub(platform);
  await takeOver(manifest, platform);
  const { manifests, ...result } = await hub.reload();
  const { style, write } = openOutput();
  const changes = Object.entries(result).flatMap(([verb, names]) =>
    names.length > 0 ? [`${verb}: ${visible(names.join(", "))}`] : [],
  );
  const head = changes.length > 0 ? changes.map((line) => style.success(line)) : ["Nothing changed"];
  await write([...head, ...problemLines(manifests, { style, platform })].join("\n"));
  return 0;
}
