import type { ConversationId, Draft } from '../../core/index.js';

/** Longest pause of somebody who is writing, milliseconds. */
const PAUSE = 3000;

/**
 * What was typed here last, by conversation. The store hears of it a moment later and a send takes its draft away when it
 * is queued, so for that while this is the newer truth; a draft written elsewhere since then wins.
 */
export class Texts {
  #typed = new Map<ConversationId, { readonly text: string; readonly at: number }>();

  set(id: ConversationId, text: string): void {
    this.#typed.set(id, { text, at: Date.now() });
  }

  get(id: ConversationId, draft: Draft | undefined): string {
    const typed = this.#typed.get(id);
    if (typed && !(draft && draft.text !== typed.text && draft.updatedAt > typed.at)) return typed.text;
    return draft?.text ?? '';
  }

  /** Is somebody writing here just now? */
  lately(id: ConversationId): boolean {
    return Date.now() - (this.#typed.get(id)?.at ?? 0) < PAUSE;
  }

  /** From here on the store knows best. */
  settle(id: ConversationId): void {
    this.#typed.delete(id);
  }

  clear(): void {
    this.#typed.clear();
  }
}
