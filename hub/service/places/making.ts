/** What is being made and is not there to be counted yet. */
export class Making {
  readonly #under = new Map<string, number>();

  /** `make` is told how many of the same name were begun before and are not done. */
  async one<T>(name: string, make: (ahead: number) => Promise<T>): Promise<T> {
    const ahead = this.#under.get(name) ?? 0;
    this.#under.set(name, ahead + 1);
    try {
      return await make(ahead);
    } finally {
      const left = (this.#under.get(name) ?? 1) - 1;
      if (left > 0) this.#under.set(name, left);
      else this.#under.delete(name);
    }
  }
}
