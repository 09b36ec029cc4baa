/** A secret of a form that only the user knows. */
export interface OwnFormat {
  readonly provider: string;
  readonly pattern: RegExp;
}

const declared = new Map<string, OwnFormat>();
let formats: readonly OwnFormat[] = [];

/**
 * Has texts of these forms masked from now on, by regular expression and whose they are. For the whole process, and for
 * good: what was once called a secret is never shown again, whoever asks.
 */
export function declareSecretFormats(sources: Readonly<Record<string, string>>): void {
  for (const [provider, source] of Object.entries(sources)) {
    const pattern = new RegExp(source, "g");
    declared.set(`${provider} ${source}`, { provider, pattern });
  }
  formats = [...declared.values()];
}

export function ownFormats(): readonly OwnFormat[] {
  return formats;
}
