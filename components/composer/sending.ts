import type { Client, Content, ConversationId, SendOptions, TextMark } from '../../core/index.js';
import type { Staged } from './staged.js';

/** What left the field by one press of the button. */
export interface Parcel {
  readonly client: Client;
  readonly conversationId: ConversationId;
  readonly staged: readonly Staged[];
  readonly text: string;
  /** Who is named where in the text. */
  readonly marks: readonly TextMark[];
  /** `replyTo` is of the first message that it makes. */
  readonly options: SendOptions;
  /** Are pictures made smaller? */
  readonly compress: boolean;
}

/** Detail of `im-send-request`; a listener may replace `content`, `blob` and `options`. */
export interface SendRequest {
  readonly conversationId: ConversationId;
  content: Content;
  blob?: Blob;
  /** What it answers, whom it names, how it is sent. */
  options: SendOptions;
}

export interface SendingHost {
  /** False when the page says no. */
  ask(request: SendRequest): boolean;
  /** What did not get into the outbox, and why; without an error the page said no. */
  back(rest: Parcel, error?: unknown): void;
  /** One file is safe in the outbox. */
  gone(staged: Staged): void;
  /** All of the parcel is safe in the outbox. */
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
    let rest = parcel;
    try {
      for (let one = rest.staged[0]; one; one = rest.staged[0]) {
        const { madeOf } = await import('./more/file-message.js');
        const { content, blob } = await madeOf(one, parcel.compress);
        if (!(await this.#one(rest, content, {}, blob))) return this.#host.back(rest);
        const { replyTo: _, ...options } = rest.options;
        rest = { ...rest, options, staged: rest.staged.slice(1) };
        this.#host.gone(one);
      }
      if (rest.text && !(await this.#text(rest))) return this.#host.back(rest);
      this.#host.sent(parcel);
    } catch (error) {
      this.#host.back(rest, error);
    }
  }

  async #text(parcel: Parcel): Promise<boolean> {
    let { text, marks } = parcel;
    if (text.includes(':')) ({ text, marks } = await (await import('./suggest/short-names.js')).withEmoji(text, marks));
    if (marks.length === 0) return this.#one(parcel, { kind: 'text', text }, { clearDraft: true });
    const users = [...new Set(marks.map(({ user }) => user).filter((user) => user !== '*'))];
    const all = marks.some(({ user }) => user === '*');
    const mentions = { ...(users.length && { users }), ...(all && { all }) };
    return this.#one(parcel, { kind: 'text', text, marks }, { clearDraft: true, mentions });
  }

  async #one(parcel: Parcel, content: Content, more: SendOptions, blob?: Blob): Promise<boolean> {
    const { client, conversationId } = parcel;
    const { clearDraft, ...said } = more;
    const request: SendRequest = {
      conversationId,
      content,
      options: { ...parcel.options, ...said },
      ...(blob && { blob }),
    };
    if (!this.#host.ask(request)) return false;
    await client.messages.send(conversationId, request.content, {
      ...request.options,
      ...(request.blob ? { blob: request.blob } : clearDraft && { clearDraft }),
    });
    return true;
  }
}
