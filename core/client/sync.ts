import type { EngineBatch, EngineEvent, MessageChange } from '../engine/index.js';
import type { Command, ConversationId, OrderKey } from '../model/index.js';
import type { Writer } from '../store/index.js';
import { breakTail } from '../timeline/index.js';
import type { Book } from './book.js';
import { Changes } from './changes.js';
import type { Context } from './context.js';
import { type Aftermath, aftermath, Inbox } from './inbox.js';
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

/** Batches of the engine into the store: one commit each, with the cursor, then everybody is told. */
export class Sync {
  readonly #ctx: Context;
  readonly #typing: Typing;
  readonly #hooks: SyncHooks;
  readonly #commands = new Set<string>();
  readonly inbox: Inbox;
  readonly changes: Changes;

  constructor(ctx: Context, book: Book, typing: Typing, hooks: SyncHooks) {
    this.#ctx = ctx;
    this.#typing = typing;
    this.#hooks = hooks;
    this.inbox = new Inbox(ctx, book);
    this.changes = new Changes(ctx, book);
  }

  apply({ events, cursor }: EngineBatch): void {
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
      case 'message-changes':
        for (const change of event.changes) {
          if (!this.changes.apply(writer, change)) missing.push(change);
          if (change.what === 'recalled' || change.what === 'deleted') after.stale.add(change.conversationId);
        }
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
      case 'cleared':
        this.changes.cleared(writer, event.conversationId, event.upTo);
        after.stale.add(event.conversationId);
        break;
      case 'settings':
        writer.put('settings', 'self', event.settings);
        break;
      default:
        this.#groups(writer, event);
    }
  }

  /** Each once, however often it is told. */
  #command(command: Command): void {
    const before = this.#commands.size;
    this.#commands.add(command.id);
    if (this.#commands.size === before) return;
    if (before >= MOST_COMMANDS) this.#commands.delete(this.#commands.values().next().value as string);
    this.#ctx.emit('command', command);
  }

  #groups(writer: Writer, event: EngineEvent): void {
    const { store } = this.#ctx;
    if (event.type === 'groups') {
      for (const group of event.changed)
        if (!same(store.get('group', group.id), group)) writer.put('group', group.id, group);
      for (const id of event.removed ?? []) writer.remove('group', id);
    } else if (event.type === 'members') {
      for (const member of event.changed) {
        const { groupId, userId } = member;
        writer.put('member', `${groupId}/${userId}`, member);
        const ids = store.list(`members/${groupId}`);
        if (ids.length > 0 && !ids.includes(userId)) writer.list(`members/${groupId}`, [...ids, userId]);
      }
      for (const { groupId, userId } of event.removed ?? []) {
        writer.remove('member', `${groupId}/${userId}`);
        const ids = store.list(`members/${groupId}`);
        if (ids.includes(userId))
          writer.list(
            `members/${groupId}`,
            ids.filter((id) => id !== userId),
          );
      }
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
      this.changes.cached(change).catch((error) => log('warn', 'change-lost', { error: String(error) }));
    for (const message of after.live) emit('message', message);
    for (const event of events) {
      if (event.type === 'commands') for (const command of event.commands) this.#command(command);
      if (event.type === 'cleared') this.#hooks.cleared(event.conversationId, event.upTo);
    }
    this.#hooks.delivered(after.delivered);
    if (after.stale.size > 0) this.#hooks.stale(after.stale);
    if (after.torn.size > 0) this.#hooks.torn(after.torn);
    const over = events.some((event) => event.type === 'sync' && event.phase === 'finished');
    if (over) this.#hooks.caughtUp(store.has('meta/resync'));
  }
}

const MOST_COMMANDS = 500;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
