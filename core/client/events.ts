import type { ClientEvents, ClientOptions, Diagnostic } from './types.js';

type Listener = (detail: never) => void;
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'];

/** Listeners and the log. What throws in one of them stops nobody: neither the others nor the client. */
export class Events {
  readonly #listeners = new Map<keyof ClientEvents, Set<Listener>>();
  readonly #log: ClientOptions['log'];

  constructor(log: ClientOptions['log']) {
    this.#log = log;
  }

  on<T extends keyof ClientEvents>(type: T, listener: (detail: ClientEvents[T]) => void): () => void {
    const own = (detail: never) => listener(detail);
    const all = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, all.add(own));
    return () => void all.delete(own);
  }

  emit<T extends keyof ClientEvents>(type: T, detail: ClientEvents[T]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) guard(() => listener(detail as never));
  }

  /** Never with a token or the text of a message: callers give ids, counts and codes. */
  log(level: Diagnostic['level'], event: string, detail?: Diagnostic['detail']): void {
    const entry: Diagnostic = Object.freeze({ level, event, ...(detail && { detail }) });
    const wanted = LEVELS.indexOf(this.#log?.level ?? 'silent');
    const level_ = LEVELS.indexOf(level);
    // A failing log is nobody's concern but its owner's, and least of all a reason to log.
    if (level_ <= wanted) {
      try {
        this.#log?.sink?.(entry);
      } catch {}
    }
    if (level_ <= 2) this.emit('diagnostic', entry);
  }
}

/** Shown in the console as any uncaught error of the page is, after our own work. */
const guard = (run: () => void): void => {
  try {
    run();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};
