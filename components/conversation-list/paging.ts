import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Asks for the next page while the end of the list is near: a page may be shorter than the screen, and the connection may
 * come after the end has been seen.
 */
export class Paging implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  /** Answers undefined while there is nobody to ask, else whether there is more. */
  readonly #more: () => Promise<boolean> | undefined;
  #watcher: IntersectionObserver | undefined;
  #near = false;
  #loading = false;
  #done = false;
  /** Which list is paged: answers of one before it say nothing about it. */
  #turn = 0;

  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    more: () => Promise<boolean> | undefined,
  ) {
    this.#host = host;
    this.#more = more;
    host.addController(this);
  }

  /** Another client, or another filter: its list begins anew. */
  reset(): void {
    this.#turn += 1;
    this.#done = this.#loading = false;
    if (this.#watcher) void this.#host.updateComplete.then(() => this.#look());
  }

  /** Everything is here. */
  get done(): boolean {
    return this.#done;
  }

  /** Asks again after a failure. */
  again(): void {
    this.#near = true;
    this.#load();
  }

  hostUpdated(): void {
    if (!this.#watcher) this.#watch();
    this.#load();
  }

  hostDisconnected(): void {
    this.#watcher?.disconnect();
    this.#watcher = undefined;
    this.#near = false;
  }

  #watch(): void {
    const end = this.#host.renderRoot.querySelector('.end');
    const root = this.#host.renderRoot.querySelector('.list');
    if (!end) return;
    const seen = (entries: IntersectionObserverEntry[]): void => {
      this.#near = entries.at(-1)?.isIntersecting ?? false;
      this.#load();
    };
    this.#watcher = new IntersectionObserver(seen, { root, rootMargin: '400px' });
    this.#watcher.observe(end);
  }

  #load(): void {
    if (!this.#near || this.#loading || this.#done) return;
    const asked = this.#more();
    if (!asked) return;
    this.#loading = true;
    this.#near = false;
    const turn = this.#turn;
    asked
      .then(
        (more) => {
          if (turn === this.#turn) this.#done = !more;
          return more;
        },
        // Told by the host; the next look at the end tries again.
        () => false,
      )
      .then((again) => {
        if (turn !== this.#turn) return;
        this.#loading = false;
        if (again) void this.#host.updateComplete.then(() => this.#look());
        else this.#host.requestUpdate();
      });
  }

  /** The rows that came are drawn now: watched anew, the end says where it is from here. */
  #look(): void {
    const end = this.#host.renderRoot.querySelector('.end');
    if (!end) return;
    this.#watcher?.unobserve(end);
    this.#watcher?.observe(end);
  }
}
