import type { EngineEvent, MessageChange } from '../engine/index.js';
import { groupEvent } from '../groups/events.js';
import type { Command } from '../model/index.js';
import { peopleEvent } from '../people/events.js';
import { placeEvent } from '../places/events.js';
import { roomEvent } from '../places/room-events.js';
import { rowEvent } from '../rows/events.js';
import type { Writer } from '../store/index.js';
import type { Book } from './book.js';
import { Changes } from './changes.js';
import type { Context } from './context.js';
import { markCleared } from './gone-notes.js';
import type { Aftermath } from './inbox.js';
import { watchMoot } from './moot.js';
import type { SyncHooks } from './sync.js';

const MOST_COMMANDS = 500;

/** Events that a quiet talk never sees. */
export class Rare {
  readonly #ctx: Context;
  readonly #commands = new Set<string>();
  readonly #book: Book;
  readonly changes: Changes;

  constructor(ctx: Context, book: Book) {
    this.#ctx = ctx;
    this.#book = book;
    this.changes = new Changes(ctx, book);
    watchMoot(ctx);
  }

  /** Inside a commit. */
  event(writer: Writer, event: EngineEvent, after: Aftermath, missing: MessageChange[]): void {
    switch (event.type) {
      case 'message-changes':
        for (const change of event.changes) {
          if (!this.changes.apply(writer, change)) missing.push(change);
          if (change.what === 'recalled' || change.what === 'deleted') after.stale.add(change.conversationId);
        }
        break;
      case 'cleared':
        this.changes.cleared(writer, event.conversationId, event.upTo);
        markCleared(this.#ctx, writer, event.conversationId, event.upTo);
        // One that is gone with it stays away.
        if (this.#ctx.store.has(`conversation/${event.conversationId}`)) after.stale.add(event.conversationId);
        break;
      case 'abilities':
        writer.patch('session', 'self', { abilities: (this.#ctx.store.get('session', 'self')?.abilities ?? 0) + 1 });
        break;
      case 'settings':
        writer.put('settings', 'self', event.settings);
        break;
      case 'tags':
        rowEvent(this.#ctx.store, writer, event);
        break;
      case 'contacts':
      case 'contact-groups':
      case 'contact-requests':
      case 'blocks':
      case 'presence':
        peopleEvent(this.#ctx.store, writer, event);
        break;
      case 'spaces':
      case 'channels':
        placeEvent(this.#ctx.store, this.#book, writer, event);
        break;
      default:
        groupEvent(this.#ctx, writer, event);
    }
  }

  /** After the commit. */
  tell(event: EngineEvent, hooks: Pick<SyncHooks, 'cleared'>): void {
    if (event.type === 'commands') for (const command of event.commands) this.#command(command);
    if (event.type === 'cleared') hooks.cleared(event.conversationId, event.upTo);
    // Hundreds a second, and true only now: not for the cache.
    if (event.type === 'rooms') for (const change of event.changed) roomEvent(this.#ctx, this.#book, change);
  }

  /** Each once, however often it is told. */
  #command(command: Command): void {
    const before = this.#commands.size;
    this.#commands.add(command.id);
    if (this.#commands.size === before) return;
    if (before >= MOST_COMMANDS) this.#commands.delete(this.#commands.values().next().value as string);
    this.#ctx.emit('command', command);
  }
}
