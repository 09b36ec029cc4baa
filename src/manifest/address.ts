import { portOf } from "../model/target.ts";
import { isLoopback, type ParsedUrl } from "../model/url.ts";
import type { HubServer } from "./manifest.ts";

/** The server of a hub that a URL leads to; undefined where it leads elsewhere. */
export function serverAt(url: ParsedUrl, servers: readonly HubServer[]): HubServer | undefined {
  if (!isLoopback(url.host?.value ?? "")) return undefined;
  const here = servers.filter(({ port }) => port === portOf(url));
  const path = url.path.value.replace(/\/$/, "");
  // A port belongs to one server; where several have it, the path has to say which.
  if (path === "/mcp") return here.length === 1 ? here[0] : undefined;
  return here.length === 0 ? undefined : servers.find(({ name }) => path === `/mcp/${encodeURIComponent(name)}`);
}
