import type { HubPort, LinkReply, LinkRequest } from '../../protocol/index.js';
import { linkPort } from '../../protocol/index.js';
import type { Serve, Served } from './serve.js';

/** Said between tabs on one BroadcastChannel. `hub` names one holding of the lock, `link` one connection. */
type Word =
  | { readonly up: string }
  | { readonly open: string }
  | { readonly opened: string; readonly hub: string }
  | { readonly link: string; readonly ask: LinkRequest }
  | { readonly link: string; readonly say: LinkReply };

/** What a tab does while it holds the hub. */
export interface Serving {
  readonly serve: Serve;
  /** This tab's own way in. */
  local(): HubPort;
  close(): Promise<void>;
}

/**
 * Tabs of one browser around one hub: whoever holds the Web Lock serves, the others reach it over a BroadcastChannel.
 * A tab that dies lets go of its locks: that is how the next hub begins, and how a hub learns that a client is gone.
 */
export class Tabs {
  readonly #lock: string;
  readonly #channel: BroadcastChannel;
  readonly #start: () => Promise<Serving>;
  readonly #stop = new AbortController();
  /** Tries of `open` that wait for a hub. */
  readonly #waiting = new Set<() => void>();
  /** Connections of this tab to a hub elsewhere. */
  readonly #links = new Map<string, { readonly hub: string; hear(reply: LinkReply): void }>();
  readonly #pending = new Map<string, (hub: string) => void>();
  /** Connections of other tabs to the hub here. */
  readonly #served = new Map<string, Served>();
  #serving: Serving | undefined;
  #hub: string | undefined;
  #failed: { readonly error: unknown } | undefined;
  #held: Promise<unknown>;

  constructor(name: string, start: () => Promise<Serving>) {
    this.#lock = `im-hub:${name}`;
    this.#start = start;
    this.#channel = new BroadcastChannel(this.#lock);
    this.#channel.onmessage = ({ data }) => this.#hear(data as Word);
    const { signal } = this.#stop;
    this.#held = navigator.locks.request(this.#lock, { signal }, () => this.#hold()).catch(() => undefined);
  }

  async open({ signal }: { readonly signal?: AbortSignal }): Promise<HubPort> {
    for (;;) {
      if (signal?.aborted || this.#stop.signal.aborted) throw signal?.reason ?? new Error('the page hub is closed');
      if (this.#failed) throw this.#failed.error;
      if (this.#serving) return this.#serving.local();
      const port = await this.#reach(signal);
      if (port) return port;
    }
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const wake of [...this.#waiting]) wake();
    for (const { hear } of [...this.#links.values()]) hear({ close: 'the page hub is closed' });
    await this.#held;
    this.#channel.close();
  }

  /** Runs while the lock is ours. */
  async #hold(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const serving = await this.#start().catch((error: unknown) => {
      this.#failed = { error };
      for (const wake of [...this.#waiting]) wake();
    });
    if (!serving) return;
    this.#hub = crypto.randomUUID();
    this.#serving = serving;
    this.#arrived(this.#hub);
    this.#say({ up: this.#hub });
    await new Promise<void>((resolve) => {
      if (this.#stop.signal.aborted) resolve();
      this.#stop.signal.addEventListener('abort', () => resolve());
    });
    this.#serving = undefined;
    await serving.close();
  }

  /** Asks the hub of another tab in. Undefined: things have changed, look again. */
  async #reach(signal: AbortSignal | undefined): Promise<HubPort | undefined> {
    const id = crypto.randomUUID();
    const release = await holdLock(`${this.#lock}:${id}`);
    const hub = await new Promise<string | undefined>((resolve) => {
      const done = (answer?: string) => {
        this.#waiting.delete(done);
        this.#pending.delete(id);
        signal?.removeEventListener('abort', wake);
        resolve(answer);
      };
      const wake = () => done();
      this.#waiting.add(done);
      this.#pending.set(id, done);
      signal?.addEventListener('abort', wake);
      this.#say({ open: id });
    });
    if (hub === undefined) {
      release();
      return undefined;
    }
    return linkPort({
      post: (ask) => this.#say({ link: id, ask }),
      listen: (hear) => this.#links.set(id, { hub, hear }),
      close: () => {
        this.#links.delete(id);
        release();
      },
    });
  }

  /** A hub began: connections to an earlier one are dead, and those who wait may try again. */
  #arrived(hub: string): void {
    for (const link of [...this.#links.values()]) {
      if (link.hub !== hub) link.hear({ close: 'the tab that held the hub is gone' });
    }
    for (const wake of [...this.#waiting]) wake();
  }

  #say(word: Word): void {
    this.#channel.postMessage(word);
  }

  #hear(word: Word): void {
    if ('up' in word) this.#arrived(word.up);
    else if ('opened' in word) this.#pending.get(word.opened)?.(word.hub);
    else if ('say' in word) this.#links.get(word.link)?.hear(word.say);
    else if ('ask' in word) this.#served.get(word.link)?.receive(word.ask);
    else if ('open' in word && this.#serving && this.#hub) this.#admit(word.open, this.#serving, this.#hub);
  }

  #admit(id: string, serving: Serving, hub: string): void {
    const over = new AbortController();
    this.#say({ opened: id, hub });
    const served = serving.serve(
      (say) => this.#say({ link: id, say }),
      () => {
        this.#served.delete(id);
        over.abort();
      },
    );
    this.#served.set(id, served);
    // Ours once the client has let go of it: closed, or its tab dead.
    navigator.locks.request(`${this.#lock}:${id}`, { signal: over.signal }, () => served.gone()).catch(() => undefined);
  }
}

/** Resolves once the lock is held, with the way to let go of it. */
const holdLock = (name: string): Promise<() => void> =>
  new Promise((resolve) => {
    void navigator.locks.request(name, () => new Promise<void>((release) => resolve(release)));
  });
