import { createTextRedactor } from "../../report/redact.ts";
import { isSecretName } from "../../secrets/names.ts";
import { secretsInText } from "../../secrets/scan.ts";

interface Started {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Masks what a server was given and nobody may see, in whatever it writes. */
export function redactorOf({ args, env }: Started): (text: string) => string {
  const given = [
    ...Object.entries(env),
    ...args.map((arg, index) => [optionName(args[index - 1]), arg] as const),
  ] as const;
  const secrets = given.flatMap(([name, value]) =>
    secretsInText(value, isSecretName(name) ? name : undefined).map(({ start, end }) => value.slice(start, end)),
  );
  return createTextRedactor(secrets);
}

function optionName(word: string | undefined): string {
  return /^--?([A-Za-z][\w-]{0,63})$/.exec(word ?? "")?.[1] ?? "";
}
