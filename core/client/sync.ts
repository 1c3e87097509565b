import type { EngineBatch, EngineEvent, MessageChange } from '../engine/index.js';
import type { ConversationId, OrderKey } from '../model/index.js';
import type { Writer } from '../store/index.js';
import { breakTail } from '../timeline/index.js';
import type { Book } from './book.js';
import type { Changes } from './changes.js';
import type { Context } from './context.js';
import { type Aftermath, aftermath, Inbox } from './inbox.js';
import type { Rare } from './rare.js';
import type { Typing } from './typing.js';

/** What the other parts do once a batch is in the store. */
export interface SyncHooks {
  delivered(marks: Aftermath['delivered']): void;
  /** Rows to be asked for again. */
  stale(ids: ReadonlySet<ConversationId>): void;
  /** A hole opened in these. */
  torn(ids: ReadonlySet<ConversationId>): void;
  /** The back end could not say what was missed. */
  full(): void;
  /** What the cache holds up to there is to go too. */
  cleared(id: ConversationId, upTo: OrderKey): void;
  /** Catch-up is over. `full`: the back end could not say what was missed. */
  caughtUp(full: boolean): void;
}

/** Milliseconds until a part that could not be loaded is asked for again. */
const AGAIN = 2_000;
/** What every talk is made of. */
const PLAIN: ReadonlySet<EngineEvent['type']> = new Set([
  ...(['disconnected', 'session-ended', 'sync', 'clock', 'messages'] as const),
  ...(['conversations', 'receipts', 'typing', 'users'] as const),
]);

type Module = typeof import('./rare.js');
let module: Module | undefined;

export const loadRare = async (): Promise<Module> => {
  module ??= await import('./rare.js');
  return module;
};

/** Batches of the engine into the store: one commit each, with the cursor, then everybody is told. */
export class Sync {
  readonly #ctx: Context;
  readonly #typing: Typing;
  readonly #book: Book;
  readonly #hooks: SyncHooks;
  #rare: Rare | undefined;
  /** Batches that wait, in their order, for what is needed to read them. */
  readonly #held: EngineBatch[] = [];
  readonly inbox: Inbox;

  constructor(ctx: Context, book: Book, typing: Typing, hooks: SyncHooks) {
    this.#ctx = ctx;
    this.#typing = typing;
    this.#hooks = hooks;
    this.inbox = new Inbox(ctx, book);
    this.#book = book;
  }

  /** What is done to messages after they were sent, and what else a quiet talk never sees; comes when first wanted. */
  async rare(): Promise<Changes> {
    const { Rare: Class } = await loadRare();
    this.#rare ??= new Class(this.#ctx, this.#book);
    return this.#rare.changes;
  }

  apply(batch: EngineBatch): void {
    if (!this.#rare && module) this.#rare = new module.Rare(this.#ctx, this.#book);
    if (this.#held.length > 0 || (!this.#rare && batch.events.some(({ type }) => !PLAIN.has(type)))) {
      this.#held.push(batch);
      if (this.#held.length === 1) this.#fetch();
    } else this.#apply(batch);
  }

  /** The connection is gone: what waits comes again with the next, for the cursor stands before it. */
  drop(): void {
    this.#held.length = 0;
  }

  /** Nothing is applied out of its turn: without it, the cursor stands still. */
  #fetch(): void {
    this.rare().then(
      () => {
        for (const batch of this.#held.splice(0)) this.#apply(batch);
      },
      (error) => {
        if (this.#held.length === 0) return;
        this.#ctx.log('warn', 'part-not-loaded', { error: String(error) });
        this.#ctx.env.setTimeout(() => this.#fetch(), AGAIN);
      },
    );
  }

  #apply({ events, cursor }: EngineBatch): void {
    const after = aftermath();
    const missing: MessageChange[] = [];
    const keep = (writer: Writer) => {
      if (cursor !== undefined) writer.put('meta', 'cursor', { value: cursor });
    };
    try {
      this.#ctx.store.commit('remote', (writer) => {
        for (const event of events) this.#event(writer, event, after, missing);
        keep(writer);
      });
      this.#tell(after, missing, events);
    } catch (error) {
      this.#ctx.log('error', 'batch-failed', { error: String(error) });
      this.#oneByOne(events);
      this.#ctx.store.commit('remote', keep);
    }
  }

  /** One bad event must not take the others of its batch with it, nor stop the cursor for ever. */
  #oneByOne(events: readonly EngineEvent[]): void {
    for (const event of events) {
      const after = aftermath();
      const missing: MessageChange[] = [];
      try {
        this.#ctx.store.commit('remote', (writer) => this.#event(writer, event, after, missing));
        this.#tell(after, missing, [event]);
      } catch (error) {
        this.#ctx.log('error', 'event-failed', { type: event.type, error: String(error) });
      }
    }
  }

  #event(writer: Writer, event: EngineEvent, after: Aftermath, missing: MessageChange[]): void {
    const { store } = this.#ctx;
    switch (event.type) {
      case 'messages':
        this.inbox.messages(writer, event.messages, event.origin, after);
        for (const one of event.messages) this.#typing.ended(writer, one.conversationId, one.senderId);
        break;
      case 'conversations':
        for (const patch of event.changed) {
          this.inbox.conversation(writer, patch);
          after.stale.delete(patch.id);
        }
        for (const id of event.removed ?? []) this.inbox.removed(writer, id);
        break;
      case 'receipts':
        this.inbox.receipts(writer, event.cursors);
        break;
      case 'typing':
        this.#typing.heard(writer, event);
        break;
      case 'clock':
        writer.patch('session', 'self', { clockOffset: event.offset });
        break;
      case 'sync':
        if (event.full) this.#full(writer);
        writer.patch('session', 'self', { sync: this.#phase(event.phase), left: event.left });
        break;
      case 'users':
        for (const user of event.users) if (!same(store.get('user', user.id), user)) writer.put('user', user.id, user);
        break;
      default:
        this.#rare?.event(writer, event, after, missing);
    }
  }

  /** Not finished before the list is here again: who reloads it says so. */
  #phase(phase: Extract<EngineEvent, { type: 'sync' }>['phase']) {
    return phase === 'finished' && this.#ctx.store.has('meta/resync') ? 'started' : phase;
  }

  /** Remembered until the list is here again, even over a reload. */
  #full(writer: Writer): void {
    const { store } = this.#ctx;
    this.#hooks.full();
    writer.put('meta', 'resync', { value: '1' });
    for (const [key] of [...store.entries()])
      if (key.startsWith('timeline/')) breakTail(store, writer, key.slice('timeline/'.length) as ConversationId);
  }

  #tell(after: Aftermath, missing: readonly MessageChange[], events: readonly EngineEvent[]): void {
    const { store, log, emit } = this.#ctx;
    for (const change of missing)
      this.#rare?.changes.cached(change).catch((error) => log('warn', 'change-lost', { error: String(error) }));
    for (const message of after.live) emit('message', message);
    for (const event of events) this.#rare?.tell(event, this.#hooks);
    this.#hooks.delivered(after.delivered);
    if (after.stale.size > 0) this.#hooks.stale(after.stale);
    if (after.torn.size > 0) this.#hooks.torn(after.torn);
    const over = events.some((event) => event.type === 'sync' && event.phase === 'finished');
    if (over) this.#hooks.caughtUp(store.has('meta/resync'));
  }
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
