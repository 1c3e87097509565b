import type { HubPort, OpenPort } from './port.js';

/** A line that is opened ahead: one takes it, or it is let go. */
export class EarlyLine {
  readonly #stop = new AbortController();
  #port: Promise<HubPort> | undefined;

  constructor(open: OpenPort) {
    const begin = async (): Promise<HubPort> => open({ signal: this.#stop.signal });
    this.#port = begin();
    this.#port.catch(() => {});
  }

  /** The line, which from now on ends with the taker's signal. Where it found nobody, `open` tries again. */
  take(open: OpenPort): OpenPort {
    return (how) => {
      const port = this.#port;
      this.#port = undefined;
      if (!port) return open(how);
      how.signal?.addEventListener('abort', () => this.#stop.abort());
      return port.catch(() => open(how));
    };
  }

  /** Does nothing once the line was taken. */
  drop(): void {
    const port = this.#port;
    this.#port = undefined;
    if (!port) return;
    this.#stop.abort();
    port.then((one) => one.close()).catch(() => {});
  }
}
