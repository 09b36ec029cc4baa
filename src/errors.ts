/** Bad arguments or config: told to the user without a stack; the program ends with 2. */
export class UserError extends Error {
  readonly hint?: string;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = "UserError";
    if (hint !== undefined) this.hint = hint;
  }
}
