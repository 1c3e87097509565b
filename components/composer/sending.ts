import type { Client, Content, ConversationId } from '../../core/index.js';
import { withEmoji } from './short-names.js';
import type { Staged } from './staged.js';

/** What left the field by one press of the button. */
export interface Parcel {
  readonly client: Client;
  readonly conversationId: ConversationId;
  readonly staged: readonly Staged[];
  readonly text: string;
}

/** Detail of `im-send-request`; a listener may replace `content` and `blob`. */
export interface SendRequest {
  readonly conversationId: ConversationId;
  content: Content;
  blob?: Blob;
}

export interface SendingHost {
  /** False when the page says no. */
  ask(request: SendRequest): boolean;
  /** What did not get into the outbox, and why; without an error the page said no. */
  back(rest: Parcel, error?: unknown): void;
  /** One file is safe in the outbox. */
  gone(staged: Staged): void;
  /** The parcel's text is safe in the outbox. */
  sent(parcel: Parcel): void;
}

/** Parcels go into the outbox one after the other, in the order pressed. */
export class Sending {
  readonly #host: SendingHost;
  #last: Promise<void> = Promise.resolve();
  #under = new Map<ConversationId, number>();

  constructor(host: SendingHost) {
    this.#host = host;
  }

  /** Is something of this conversation still on its way into the outbox? */
  has(id: ConversationId): boolean {
    return this.#under.has(id);
  }

  push(parcel: Parcel): void {
    const id = parcel.conversationId;
    this.#under.set(id, (this.#under.get(id) ?? 0) + 1);
    this.#last = this.#last
      .then(() => this.#send(parcel))
      .finally(() => {
        const left = (this.#under.get(id) ?? 1) - 1;
        if (left > 0) this.#under.set(id, left);
        else this.#under.delete(id);
      });
  }

  async #send(parcel: Parcel): Promise<void> {
    const rest = [...parcel.staged];
    try {
      for (let one = rest[0]; one; one = rest[0]) {
        const { contentOf } = await import('./file-message.js');
        if (!(await this.#one(parcel, await contentOf(one.file), one.file)))
          return this.#host.back({ ...parcel, staged: rest });
        rest.shift();
        this.#host.gone(one);
      }
      if (!parcel.text) return;
      const text = await withEmoji(parcel.text);
      if (!(await this.#one(parcel, { kind: 'text', text }))) return this.#host.back({ ...parcel, staged: [] });
      this.#host.sent(parcel);
    } catch (error) {
      this.#host.back({ ...parcel, staged: rest }, error);
    }
  }

  async #one({ client, conversationId }: Parcel, content: Content, blob?: Blob): Promise<boolean> {
    const request: SendRequest = { conversationId, content, ...(blob && { blob }) };
    if (!this.#host.ask(request)) return false;
    const options = request.blob ? { blob: request.blob } : { clearDraft: true };
    await client.messages.send(conversationId, request.content, options);
    return true;
  }
}
