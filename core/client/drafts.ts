import type { ConversationId, DraftMore, MessageId } from '../model/index.js';
import { requireConversation } from './checks.js';
import type { Context } from './context.js';

const WAIT = 300;

/** Texts begun but not sent. A key stroke costs nothing; what stood for a moment is kept. */
export class Drafts {
  readonly #ctx: Context;
  readonly #waiting = new Map<ConversationId, { text: string; replyTo?: MessageId; more?: DraftMore }>();
  #timer: unknown;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  set(id: ConversationId, text: string, replyTo?: MessageId, more?: DraftMore): void {
    requireConversation(id);
    this.#waiting.set(id, { text: String(text), replyTo, more });
    const { env } = this.#ctx;
    env.clearTimeout(this.#timer);
    this.#timer = env.setTimeout(() => this.flush(), WAIT);
    // Sent, or given up: gone at once, so that no other tab shows it for a moment.
    if (text === '') this.flush();
  }

  flush(): void {
    const { env, store } = this.#ctx;
    env.clearTimeout(this.#timer);
    const all = [...this.#waiting];
    this.#waiting.clear();
    if (all.length === 0) return;
    store.commit('local', (writer) => {
      for (const [id, { text, replyTo, more = { editing: store.get('draft', id)?.editing } }] of all)
        if (text === '' && !replyTo && !more.editing) writer.remove('draft', id);
        else writer.put('draft', id, { conversationId: id, text, replyTo, updatedAt: env.now(), ...more });
    });
  }
}
