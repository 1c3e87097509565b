import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ImMessage } from '../message/message.js';

/** How long half of a row must be in view, milliseconds. */
const DWELL = 500;
/** How soon a page that has no focus is asked again. */
const AGAIN = 1000;

/**
 * Tells which rows were really seen: at least half in view (or half of the view filled) for half a second, in a page
 * that is visible and has the focus. Each row once.
 */
export class Seen implements ReactiveController {
  readonly #root: () => HTMLElement | null;
  readonly #report: (ids: readonly string[]) => void;
  #observer: IntersectionObserver | undefined;
  #known = new WeakSet<Element>();
  #since = new Map<ImMessage, number>();
  #done = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, root: () => HTMLElement | null, report: (ids: readonly string[]) => void) {
    this.#root = root;
    this.#report = report;
    host.addController(this);
  }

  /** Rows that have appeared; those known already are skipped. */
  watch(rows: Iterable<ImMessage>): void {
    const root = this.#root();
    if (!root) return;
    this.#observer ??= new IntersectionObserver((entries) => this.#moved(entries), {
      root,
      threshold: [0, 0.25, 0.5, 0.75, 1],
    });
    for (const row of rows) {
      if (this.#known.has(row)) continue;
      this.#known.add(row);
      this.#observer.observe(row);
    }
  }

  /** Another conversation: everything may be seen anew. */
  reset(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#known = new WeakSet();
    this.#since.clear();
    this.#done.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#restart);
    window.addEventListener('focus', this.#restart);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#restart);
    window.removeEventListener('focus', this.#restart);
    this.reset();
  }

  /** Coming back to a page is not having seen it. */
  #restart = (): void => {
    const now = performance.now();
    for (const row of this.#since.keys()) this.#since.set(row, now);
    this.#wait(DWELL);
  };

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    const now = performance.now();
    for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
      const row = target as ImMessage;
      const fills = rootBounds !== null && intersectionRect.height >= rootBounds.height / 2;
      if (intersectionRatio < 0.5 && !fills) this.#since.delete(row);
      else if (!this.#since.has(row) && !this.#done.has(row.messageId ?? '')) this.#since.set(row, now);
    }
    if (this.#since.size > 0) this.#wait(DWELL);
  }

  #wait(ms: number): void {
    if (this.#since.size > 0) this.#timer ??= setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    this.#timer = undefined;
    const watching = document.visibilityState === 'visible' && document.hasFocus();
    if (!watching) {
      this.#wait(AGAIN);
      return;
    }
    const now = performance.now();
    const ids: string[] = [];
    for (const [row, since] of this.#since) {
      if (now - since < DWELL - 20) continue;
      this.#since.delete(row);
      if (row.messageId && !this.#done.has(row.messageId)) {
        this.#done.add(row.messageId);
        ids.push(row.messageId);
      }
    }
    if (ids.length > 0) this.#report(ids);
    this.#wait(DWELL / 2);
  }
}
