import type { Anchor, Engine, OutgoingMessage, Placed } from '../../../core/engine/index.js';
import { ImError } from '../../../core/model/index.js';

/** What the network does to one send: `error` refuses it, `lost` takes it and loses the answer, `hang` never answers. */
export interface Fate {
  readonly delay?: number;
  readonly error?: ImError;
  readonly lost?: boolean;
  readonly hang?: boolean;
}

const INFO: Engine['info'] = {
  name: 'script',
  limits: { historyPage: 20 },
  kinds: ['direct', 'group'],
  nativeContent: 'all',
  echo: 'client-id',
  ordering: { direct: 'seq', group: 'seq' },
};

/** A back end as far as the outbox sees it: idempotent on the client id, and doing what the test tells it. */
export class ScriptEngine {
  /** What arrived, once each, in the order of arrival. */
  readonly arrived: OutgoingMessage[] = [];
  /** Every call, answered or not. */
  readonly calls: { readonly what: string; readonly id: string; readonly at: number }[] = [];
  readonly read: (readonly [string, Anchor])[] = [];
  readonly uploads: string[] = [];
  online = true;
  busy = 0;
  widest = 0;
  fate: (message: OutgoingMessage) => Fate = () => ({});
  uploadFate: (name: string, progress: (fraction: number) => void) => Fate = () => ({});
  #placed = new Map<string, Placed>();
  #wait: (ms: number) => Promise<void>;
  #now: () => number;

  constructor(clock: { wait(ms: number): Promise<void>; now(): number }, sendsPerSecond?: number) {
    this.info = { ...INFO, limits: { historyPage: 20, sendsPerSecond } };
    this.#wait = clock.wait;
    this.#now = clock.now;
  }

  readonly info: Engine['info'];

  placed(id: string): Placed | undefined {
    return this.#placed.get(id);
  }

  async #meet(what: string, id: string, fate: Fate, arrive: () => void, signal?: AbortSignal): Promise<void> {
    this.calls.push({ what, id, at: this.#now() });
    this.busy += 1;
    this.widest = Math.max(this.widest, this.busy);
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new ImError('aborted')));
    });
    aborted.catch(() => {});
    try {
      if (!this.online) throw new ImError('not-connected');
      if (fate.delay) await Promise.race([this.#wait(fate.delay), aborted]);
      if (fate.error) throw fate.error;
      arrive();
      if (fate.lost) throw new ImError('not-connected');
      if (fate.hang) await Promise.race([new Promise(() => {}), aborted]);
    } finally {
      this.busy -= 1;
    }
  }

  readonly messages: Engine['messages'] = {
    send: async (message, options) => {
      await this.#meet('send', message.clientId, this.fate(message), () => this.#arrive(message), options?.signal);
      return this.#placed.get(message.clientId) as Placed;
    },
    history: async () => ({ items: [], hasOlder: false, hasNewer: false }),
  };

  #arrive(message: OutgoingMessage): void {
    if (this.#placed.has(message.clientId)) return;
    this.arrived.push(structuredClone(message));
    const seq = this.arrived.filter(({ conversationId }) => conversationId === message.conversationId).length;
    const order = { seq, tie: '' };
    this.#placed.set(message.clientId, { serverId: `s-${message.clientId}`, order, sentAt: this.#now() });
  }

  readonly media: Engine['media'] = {
    upload: async (blob, { name, mime, signal, onProgress }) => {
      const fate = this.uploadFate(name, (fraction) => onProgress?.(fraction));
      await this.#meet('upload', name, fate, () => this.uploads.push(name), signal);
      return { id: `file-${name}`, name, mime, bytes: blob.size };
    },
    url: async () => ({ url: 'https://files.example/' }),
  };

  readonly conversations: Engine['conversations'] = {
    list: async () => ({ items: [] }),
    markRead: async (id, upTo) => this.#meet('read', id, { delay: 10 }, () => this.read.push([id, upTo])),
  };
}
