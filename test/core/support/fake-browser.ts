import type { TabPorts } from '../../../core/client/types.js';
import type { Clock } from './clock.js';

interface Request {
  readonly tab: FakeTab;
  readonly signal?: AbortSignal;
  run(): void;
}

/** Locks and channels of one browser, with tabs that can die and hang. Messages of a tab to a tab stay in order. */
export class FakeBrowser {
  readonly tabs: FakeTab[] = [];
  readonly #held = new Map<string, Request>();
  readonly #queues = new Map<string, Request[]>();
  readonly listeners = new Map<FakeTab, Map<string, Set<(message: unknown) => void>>>();
  /** Drops a message on its way: a fault that a real channel does not have. */
  drop: (message: unknown) => boolean = () => false;

  constructor(
    readonly clock: Clock,
    readonly random: () => number,
  ) {}

  open(): FakeTab {
    const tab = new FakeTab(this);
    this.tabs.push(tab);
    return tab;
  }

  request(name: string, request: Request): void {
    this.#queues.set(name, [...(this.#queues.get(name) ?? []), request]);
    this.#grant(name);
  }

  release(name: string, request: Request): void {
    if (this.#held.get(name) === request) this.#held.delete(name);
    this.withdraw(name, request);
    this.#grant(name);
  }

  withdraw(name: string, request: Request): void {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(
      name,
      queue.filter((other) => other !== request),
    );
  }

  #grant(name: string): void {
    if (this.#held.has(name)) return;
    const next = this.#queues.get(name)?.find(({ tab }) => tab.alive);
    if (!next) return;
    this.withdraw(name, next);
    this.#held.set(name, next);
    next.tab.task(next.run, 1);
  }

  post(from: FakeTab, name: string, message: unknown): void {
    const copy = structuredClone(message);
    if (this.drop(copy)) return;
    for (const tab of this.tabs)
      if (tab !== from)
        tab.arrive(from, () =>
          this.listeners
            .get(tab)
            ?.get(name)
            ?.forEach((listen) => void listen(copy)),
        );
  }

  died(tab: FakeTab): void {
    for (const [name, request] of [...this.#held]) if (request.tab === tab) this.release(name, request);
  }
}

/** A page of the browser. What reaches it from outside comes through `task`, so that death and hanging stop it all. */
export class FakeTab implements TabPorts {
  alive = true;
  readonly #browser: FakeBrowser;
  #hungUntil = 0;
  /** When the last message of each other tab arrives here. */
  readonly #last = new Map<FakeTab, number>();

  constructor(browser: FakeBrowser) {
    this.#browser = browser;
  }

  kill(): void {
    this.alive = false;
    this.#browser.died(this);
  }

  hang(ms: number): void {
    this.#hungUntil = this.#browser.clock.now() + ms;
  }

  task(run: () => void, ms: number): unknown {
    const { clock } = this.#browser;
    return clock.setTimeout(() => {
      const wait = this.#hungUntil - clock.now();
      if (!this.alive) return;
      if (wait > 0) this.task(run, wait);
      else run();
    }, ms);
  }

  arrive(from: FakeTab, run: () => void): void {
    const { clock, random } = this.#browser;
    const at = Math.max(clock.now() + random() * 20, (this.#last.get(from) ?? 0) + 0.001, this.#hungUntil + 0.001);
    this.#last.set(from, at);
    clock.setTimeout(() => this.alive && run(), at - clock.now());
  }

  /** Everything a page awaits of the world outside: a dead page never hears. */
  io<T>(work: Promise<T>): Promise<T> {
    const hear = (run: () => void): void => {
      const wait = this.#hungUntil - this.#browser.clock.now();
      if (wait > 0) this.task(run, wait);
      else if (this.alive) run();
    };
    return new Promise((resolve, reject) => {
      work.then(
        (value) => hear(() => resolve(value)),
        (error: unknown) => hear(() => reject(error)),
      );
    });
  }

  lock(name: string, { signal }: { readonly signal?: AbortSignal }, held: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      let granted = false;
      const request: Request = {
        tab: this,
        run: () => {
          granted = true;
          held()
            .then(resolve, reject)
            .finally(() => this.#browser.release(name, request));
        },
      };
      signal?.addEventListener('abort', () => {
        if (granted) return;
        this.#browser.release(name, request);
        reject(new DOMException('aborted', 'AbortError'));
      });
      this.#browser.request(name, request);
    });
  }

  channel(name: string): ReturnType<TabPorts['channel']> {
    const listeners = new Set<(message: unknown) => void>();
    const mine = this.#browser.listeners.get(this) ?? new Map<string, Set<(message: unknown) => void>>();
    this.#browser.listeners.set(this, mine.set(name, listeners));
    return {
      post: (message) => this.alive && this.#browser.post(this, name, message),
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      close: () => listeners.clear(),
    };
  }
}
