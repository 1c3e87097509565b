/** Arrows lead from the field through the results and back. */
export class KeyWay {
  readonly #root: () => HTMLElement | DocumentFragment;

  constructor(root: () => HTMLElement | DocumentFragment) {
    this.#root = root;
  }

  get #results(): HTMLElement[] {
    return [...this.#root().querySelectorAll<HTMLElement>('.result, .more')];
  }

  readonly inField = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    if (event.target.type !== 'search') return;
    const [first] = this.#results;
    if (!first) return;
    event.preventDefault();
    first.focus();
  };

  readonly inList = (event: KeyboardEvent): void => {
    const all = this.#results;
    const at = all.indexOf((event.target as HTMLElement).closest('.result, .more') as HTMLElement);
    if (at < 0) return;
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) this.#root().querySelector<HTMLElement>('input')?.focus();
    else all[Math.min(to, all.length - 1)]?.focus();
  };
}
