import { hubFilesOf } from "../hub/daemon/place.ts";
import { ensureToken, tokenIn } from "../hub/daemon/token.ts";
import { currentPlatform } from "../platform.ts";
import type { Settings } from "../settings.ts";

/** Entries send a token to the hub where it asks for one. `create`: it does from now on. */
export function withHubToken(settings: Settings, create: boolean): Settings {
  const files = hubFilesOf(currentPlatform());
  if (create) ensureToken(files);
  return tokenIn(files) === undefined ? settings : { ...settings, token: true };
}
