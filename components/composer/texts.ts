import type { ConversationId, Draft, MessageId } from '../../core/index.js';

/** Longest pause of somebody who is writing, milliseconds. */
const PAUSE = 3000;

/** What stands in a field, and what it answers. */
export interface Written {
  readonly text: string;
  readonly reply?: MessageId | undefined;
}

export const writtenOf = (draft: Draft | undefined): Written => ({ text: draft?.text ?? '', reply: draft?.replyTo });
export const sameWritten = (a: Written, b: Written): boolean => a.text === b.text && a.reply === b.reply;

/**
 * What was typed here last, by conversation. The store hears of it a moment later and a send takes its draft away when it
 * is queued, so for that while this is the newer truth; a draft written elsewhere since then wins.
 */
export class Texts {
  #typed = new Map<ConversationId, Written & { readonly at: number }>();

  set(id: ConversationId, { text, reply }: Written): void {
    this.#typed.set(id, { text, reply, at: Date.now() });
  }

  get(id: ConversationId, draft: Draft | undefined): Written {
    const typed = this.#typed.get(id);
    const there = writtenOf(draft);
    return typed && !(draft && !sameWritten(there, typed) && draft.updatedAt > typed.at) ? typed : there;
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
