import { type ConversationId, compareOrder, type Message, type MessageId } from '../model/index.js';
import { requireConversation, requireIds } from './checks.js';
import type { Context } from './context.js';
import type { Conversations } from './conversations.js';
import { ownRead } from './reading.js';

const BATCH = 250;

/** Rows that were seen move the read cursor, a few times a second at most. It only grows. */
export class Receipts {
  readonly #ctx: Context;
  readonly #conversations: Conversations;
  readonly #seen = new Map<ConversationId, Message>();
  #timer: unknown;

  constructor(ctx: Context, conversations: Conversations) {
    this.#ctx = ctx;
    this.#conversations = conversations;
  }

  seen(id: ConversationId, messages: readonly MessageId[]): void {
    requireConversation(id);
    requireIds('messages', messages);
    const { store, env } = this.#ctx;
    for (const one of messages) {
      const message = store.get('message', one);
      if (!message?.order || message.own || message.conversationId !== id) continue;
      const before = this.#seen.get(id);
      if (message.order.seq <= ownRead(this.#ctx, id)) continue;
      if (!before?.order || compareOrder(message.order, before.order) > 0) this.#seen.set(id, message);
    }
    if (this.#seen.size > 0) this.#timer ??= env.setTimeout(() => this.flush(), BATCH);
  }

  flush(): void {
    const { env, log } = this.#ctx;
    env.clearTimeout(this.#timer);
    this.#timer = undefined;
    const all = [...this.#seen];
    this.#seen.clear();
    for (const [id, message] of all)
      this.#conversations
        .markRead(id, message.id)
        .catch((error) => log('warn', 'mark-read-failed', { id, error: String(error) }));
  }
}
