import type { Definition } from "../model/matrix.ts";

/** How a definition fares in its client: the transport where it works, else what becomes of it. */
export function stateOf({ reading, entry }: Definition): string {
  if (reading.disabled) return "off";
  switch (reading.outcome) {
    case "loaded":
    case "unknown":
      return reading.transport;
    case "skipped":
    case "entry-error":
      return "refused";
    default:
      return entry.readings.length > 0 ? "breaks the file" : "not read";
  }
}

/** Whether its client does not get the server because of it. */
export function isLost({ reading }: Definition): boolean {
  return !reading.disabled && reading.outcome !== "loaded" && reading.outcome !== "unknown";
}

/** The package or program, or the host: never an argument or a whole URL, either may hold a secret. */
export function definitionOf({ entry: { launch, command, url, transport } }: Definition): string {
  if (launch?.package)
    return `${launch.launcher} ${launch.package.name}${launch.package.version ? `@${launch.package.version}` : ""}`;
  if (transport !== "stdio" && url)
    return URL.canParse(url.value) ? new URL(url.value).origin + new URL(url.value).pathname : "URL with a placeholder";
  return command?.value ?? "";
}
