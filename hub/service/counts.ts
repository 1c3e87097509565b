/** How often each call was made and each error was answered. */
export class Counts {
  readonly #calls = new Map<string, number>();
  readonly #errors = new Map<string, number>();

  call(op: string): void {
    this.#calls.set(op, (this.#calls.get(op) ?? 0) + 1);
  }

  error(code: string): void {
    this.#errors.set(code, (this.#errors.get(code) ?? 0) + 1);
  }

  get calls(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#calls);
  }

  get errors(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#errors);
  }
}
