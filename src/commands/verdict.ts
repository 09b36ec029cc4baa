import type { Style } from "../report/style.ts";
import { visible } from "../report/visible.ts";
import type { Verdict } from "../verification/comparison.ts";

/** One line: whether a server answers over the hub as it does directly. */
export function shownVerdict({ server, same, why, answer }: Verdict, style: Style): string {
  const name = style.bold(visible(server));
  if (!same) return `${style.error("differs")} ${name}: ${visible(why ?? "")}`;
  const count = answer?.tools.length ?? 0;
  return `${style.success("same")} ${name}: ${count} tool${count === 1 ? "" : "s"}`;
}
