import type { WireMessage } from '../../protocol/index.js';
import type { RoomDoc } from '../../storage/port.js';

/** In memory; and of those so many outlive a restart. */
const MOST = 500;
const KEPT = 50;

/** Did he say it, take it back, or is he quoted in it? */
export const isOf = ({ sender, recalled, replyTo }: WireMessage, user: string): boolean =>
  sender === user || recalled?.by === user || replyTo?.sender === user;

/** The message with nothing of him but that he was there. */
export const withoutHim = (message: WireMessage, user: string, now: number): WireMessage => {
  const { id, conversation, seq, sender, at, counts, recalled, replyTo, ...rest } = message;
  const place = { id, conversation, seq, sender, at, counts };
  if (sender === user)
    return { ...place, content: { kind: 'recalled' }, recalled: { at: recalled?.at ?? now, by: recalled?.by ?? user } };
  const quote = replyTo?.sender === user ? ({ id: replyTo.id, gone: 'recalled' } as const) : replyTo;
  return {
    ...{ ...rest, ...place, ...(quote && { replyTo: quote }) },
    ...(recalled && { recalled: recalled.by === user ? { at: recalled.at, by: user } : recalled }),
  };
};

/** What was said of late in a live room, ascending. */
export class Held {
  #messages: WireMessage[];
  /** Whatever stands up to and with it is not held any more. */
  #lost: number;

  constructor(kept: RoomDoc | undefined, now: number) {
    this.#messages = [...(kept?.messages ?? [])];
    // Of a hub that fell nobody knows what else had been said.
    this.#lost = kept?.clean ? kept.lost : now;
    this.last = Math.max(this.#messages.at(-1)?.seq ?? 0, kept?.lost ?? 0);
  }

  /** Whatever is said stands behind it. */
  readonly last: number;

  get messages(): readonly WireMessage[] {
    return this.#messages;
  }

  add(messages: readonly WireMessage[]): void {
    this.#messages.push(...messages);
    const over = this.#messages.length - MOST;
    if (over <= 0) return;
    this.#lost = Math.max(this.#lost, this.#messages[over - 1]?.seq ?? 0);
    this.#messages = this.#messages.slice(over);
  }

  find(id: string): WireMessage | undefined {
    return this.#messages.findLast((one) => one.id === id);
  }

  replace(message: WireMessage): void {
    const at = this.#messages.findLastIndex((one) => one.id === message.id);
    if (at >= 0) this.#messages[at] = message;
  }

  /** Those after `seq`, and whether some of them are not held any more. */
  since(seq: number): { readonly messages: readonly WireMessage[]; readonly gap: boolean } {
    return { messages: this.#messages.filter((one) => one.seq > seq), gap: seq < this.#lost };
  }

  kept(): Pick<RoomDoc, 'messages' | 'lost'> {
    const dropped = this.#messages.at(-KEPT - 1)?.seq ?? 0;
    return { messages: this.#messages.slice(-KEPT), lost: Math.max(dropped, this.#lost) };
  }
}
