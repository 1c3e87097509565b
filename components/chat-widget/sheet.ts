/** While the panel covers a phone's screen: the page behind does not scroll, and the keyboard does not cover the composer. */
export class Sheet {
  #host: HTMLElement;
  #query = matchMedia('(max-width: 479.9px), (max-height: 400px)');
  #overflow: string | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  open(): void {
    this.#query.addEventListener('change', this.#apply);
    visualViewport?.addEventListener('resize', this.#measure);
    visualViewport?.addEventListener('scroll', this.#measure);
    this.#apply();
  }

  close(): void {
    this.#query.removeEventListener('change', this.#apply);
    visualViewport?.removeEventListener('resize', this.#measure);
    visualViewport?.removeEventListener('scroll', this.#measure);
    this.#release();
  }

  #apply = (): void => {
    if (this.#query.matches) this.#hold();
    else this.#release();
    this.#measure();
  };

  #hold(): void {
    if (this.#overflow !== undefined) return;
    const { style } = document.documentElement;
    this.#overflow = style.overflow;
    style.overflow = 'hidden';
  }

  #release(): void {
    if (this.#overflow === undefined) return;
    document.documentElement.style.overflow = this.#overflow;
    this.#overflow = undefined;
  }

  #measure = (): void => {
    const view = visualViewport;
    if (!view || !this.#query.matches || view.scale > 1.01) {
      this.#host.style.removeProperty('--_height');
      this.#host.style.removeProperty('--_top');
      return;
    }
    this.#host.style.setProperty('--_height', `${view.height}px`);
    this.#host.style.setProperty('--_top', `${view.offsetTop}px`);
  };
}
