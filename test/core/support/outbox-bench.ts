import { MemoryCache } from '../../../core/cache/index.js';
import type { Cache } from '../../../core/cache/types.js';
import type { Content, ConversationId, ImError, Message } from '../../../core/model/index.js';
import { createOutbox, type Outbox, type OutboxHost } from '../../../core/outbox/index.js';
import { prepareOutbox } from '../../../core/outbox/later.js';
import { Store } from '../../../core/store/index.js';
import { placePending } from '../../../core/timeline/index.js';
import { Clock } from './clock.js';
import { ScriptEngine } from './script-engine.js';

// Time is virtual here, loading is not.
await prepareOutbox();

export const A = 'direct:anna' as ConversationId;
export const B = 'direct:ben' as ConversationId;

export const text = (words: string): Content => ({ kind: 'text', text: words }) as unknown as Content;

/** One visit: a store and an outbox over a cache and a back end that outlive it. */
export class Visit {
  readonly store = new Store();
  readonly logs: string[] = [];
  readonly rejected: ImError[] = [];
  readonly outbox: Outbox;
  readonly host: OutboxHost;
  connected = true;

  constructor(
    readonly clock: Clock,
    readonly engine: ScriptEngine,
    readonly cache: Cache,
    random: () => number = () => 1,
  ) {
    this.host = {
      engine,
      store: this.store,
      cache,
      env: { now: clock.now, random, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout },
      userId: 'me',
      connected: () => this.connected,
      now: clock.now,
      log: (_level, event) => this.logs.push(event),
      rejected: (error) => this.rejected.push(error),
      emit: (type, { code }) => this.logs.push(`${type} ${code}`),
      change: () => Promise.reject(new Error('no changes here')),
      place: (writer, row) => placePending(this.store, writer, row, 'seq'),
    };
    this.outbox = createOutbox(this.host);
  }

  write(id: string, conversationId: ConversationId = A, blobKey?: string, blob?: Blob): Promise<void> {
    const content = blobKey
      ? ({ kind: 'file', file: { name: id, bytes: 3, mime: 'text/plain', localKey: blobKey } } as unknown as Content)
      : text(id);
    const message = { clientId: id, conversationId, content };
    return this.outbox.add({ id, conversationId, command: 'send', message, ...(blobKey && { blobKey }) }, [], blob);
  }

  row(id: string): Message | undefined {
    return this.store.get('message', id);
  }

  state(id: string): string | undefined {
    return this.row(id)?.delivery.state;
  }

  pending(conversationId: ConversationId = A): readonly string[] {
    return this.store.list(`pending/${conversationId}`);
  }

  /** Ids of a conversation's placed rows, oldest first. */
  placed(conversationId: ConversationId = A): string[] {
    const pages = this.store.get('timeline', conversationId)?.pages ?? [];
    return pages.flatMap((page) => [...this.store.list(`page/${page.id}`)]);
  }

  down(): void {
    this.engine.online = false;
    this.connected = false;
    this.outbox.stop();
  }

  up(): void {
    this.engine.online = true;
    this.connected = true;
    this.outbox.start();
  }
}

export const visit = async (options: { rate?: number; random?: () => number } = {}): Promise<Visit> => {
  const clock = new Clock();
  const cache = new MemoryCache();
  await cache.open();
  const made = new Visit(clock, new ScriptEngine(clock, options.rate), cache, options.random);
  await made.outbox.load();
  return made;
};

/** The same browser, later. */
export const again = async (before: Visit): Promise<Visit> => {
  before.outbox.stop();
  const next = new Visit(before.clock, before.engine, before.cache);
  await next.outbox.load();
  return next;
};

export const arrived = (v: Visit, conversation = A): string[] =>
  v.engine.arrived.filter((m) => m.conversationId === conversation).map((m) => m.clientId);

export const ids = (n: number, prefix = 'm'): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i}`);

/**
 * The cache of a page that dies at its `n`-th operation: that one is done or not (`done`), nothing answers any more.
 */
export const dying = (cache: Cache, n: number, done: boolean): { cache: Cache; died(): boolean } => {
  let count = 0;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (_, name) => {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value === 'object' && value !== null) return guard(value);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          count += 1;
          if (count < n) return value.apply(target, args);
          if (count === n && done) void value.apply(target, args);
          return new Promise(() => {});
        };
      },
    });
  return { cache: guard(cache), died: () => count >= n };
};
