/** A part that is loaded when it is first used; what is asked of it runs in the order asked. */
export class Later<T> {
  value: T | undefined;
  readonly #load: () => Promise<T>;
  readonly #failed: (error: unknown) => void;
  readonly #ready: () => void;
  #queue: Promise<void> | undefined;

  constructor(load: () => Promise<T>, ready: () => void, failed: (error: unknown) => void) {
    this.#load = load;
    this.#ready = ready;
    this.#failed = failed;
  }

  /** What is still to be done. */
  get busy(): Promise<void> | undefined {
    return this.#queue;
  }

  use(run: (part: T) => unknown = () => {}): void {
    const work = (this.#queue ?? Promise.resolve())
      .then(async () => {
        if (!this.value) {
          this.value = await this.#load();
          this.#ready();
        }
        const done = run(this.value);
        // What it goes on with later holds nobody up.
        if (done instanceof Promise) done.catch(this.#failed);
      })
      .catch(this.#failed)
      .finally(() => {
        if (this.#queue === work) this.#queue = undefined;
      });
    this.#queue = work;
  }
}
