import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** Milliseconds between two announcements: less, and screen readers drop or pile up words. */
const PACE = 1500;

/**
 * Says things politely to screen readers, at most one each 1.5 s: what gathers meanwhile is joined into one. Place
 * `region` in the host's template; its text is the announcer's own and renders nothing of the host.
 */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  readonly #join: (said: readonly string[]) => string | undefined;
  #waiting: string[] = [];
  #last = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    join: (said: readonly string[]) => string | undefined,
  ) {
    this.#host = host;
    this.#join = join;
    host.addController(this);
  }

  readonly region: TemplateResult = html`<div class="sr" id="announcer" role="status" aria-live="polite"></div>`;

  say(words: string): void {
    this.#waiting.push(words);
    this.#timer ??= setTimeout(() => this.#speak(), Math.max(0, this.#last + PACE - Date.now()));
  }

  /** Forgets what is not yet said. */
  clear(): void {
    this.#waiting = [];
    this.#write('');
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.clear();
  }

  #speak(): void {
    this.#timer = undefined;
    const words = this.#join(this.#waiting);
    this.#waiting = [];
    if (!words) return;
    this.#last = Date.now();
    this.#write(words);
  }

  #write(words: string): void {
    const region = this.#host.renderRoot?.querySelector('#announcer');
    if (region) region.textContent = words;
  }
}
