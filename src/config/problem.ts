import { positionAt, type Document, type Node, type Path, type Span } from "../document/document.ts";
import { UserError } from "../errors.ts";

/** Something in a config file that cannot be used. */
export interface ConfigProblem {
  readonly span: Span;
  /** One sentence, no final dot. Never quotes a value that may be a secret. */
  readonly message: string;
  readonly hint?: string;
}

/** A config file as it lies on the disk. `path`: where in it the config stands, as in a package.json. */
export interface ConfigFile {
  /** Absolute. */
  readonly file: string;
  /** As people see it. */
  readonly shown: string;
  readonly document: Document;
  readonly path: Path;
  readonly trusted?: true;
}

/** All that is wrong with a config file, as one error with a line for each: `file:line:column: what`. */
export function configError({ shown, document }: ConfigFile, problems: readonly ConfigProblem[]): UserError {
  const lines = problems
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ span, message, hint }) => {
      const { line, column } = positionAt(document, span.start);
      return { text: `${shown}:${line}:${column}: ${message}`, hint };
    });
  const [first, ...others] = lines;
  if (others.length === 0) return new UserError(first!.text, first!.hint);
  const texts = lines.map(({ text, hint }) => (hint === undefined ? `  ${text}` : `  ${text} (${hint})`));
  return new UserError([`the config has ${lines.length} mistakes`, ...texts].join("\n"));
}

/** An error about one node of a config file. */
export function errorAt(config: ConfigFile, node: Pick<Node, "span">, message: string, hint?: string): UserError {
  return configError(config, [{ span: node.span, message, ...(hint !== undefined && { hint }) }]);
}
