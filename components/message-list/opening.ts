import type { Client, ConversationId, MessageId } from '../../core/index.js';
import type { Position } from './position.js';
import { findUnread } from './unread.js';

/** One visit to a conversation. */
export interface Visit {
  readonly client: Client;
  readonly id: ConversationId;
  readonly leave: () => void;
}

export interface OpeningHost {
  visit(): Visit | undefined;
  divider(): Element | null;
  opened(): void;
}

/** Where a conversation opens: at the first unread message when there is one, else at the newest. */
export class Opening {
  readonly #host: OpeningHost;
  readonly #position: Position;
  #state: 'waiting' | 'finding' | 'done' = 'waiting';
  /** The first message that was unread on coming; the line above it stays for the visit. */
  divider: MessageId | undefined;

  constructor(position: Position, host: OpeningHost) {
    this.#position = position;
    this.#host = host;
  }

  get waiting(): boolean {
    return this.#state === 'waiting';
  }

  get done(): boolean {
    return this.#state === 'done';
  }

  /** A jump has decided it. */
  skip(): void {
    this.#state = 'done';
  }

  reset(): void {
    this.#state = 'waiting';
    this.divider = undefined;
  }

  /** Looks for the place, once everybody who may know has been heard. */
  async begin(): Promise<void> {
    const visit = this.#host.visit();
    if (!visit || !this.waiting || this.#early(visit)) return;
    this.#state = 'finding';
    await new Promise((resolve) => setTimeout(resolve)); // rows from the cache come just before the newest are asked for
    if (!this.#goesOn(visit)) return;
    if (this.#early(visit)) {
      this.#state = 'waiting';
      return;
    }
    const found = await findUnread(visit.client, visit.id);
    if (!this.#goesOn(visit)) return;
    this.divider = found;
    if (found && this.#position.pinned) await this.#position.place(found, this.#host.divider, 'top');
    if (!this.#goesOn(visit)) return;
    this.#state = 'done';
    this.#host.opened();
  }

  #goesOn(visit: Visit): boolean {
    return this.#host.visit() === visit && this.#state === 'finding';
  }

  /** The back end may still have a say in what is unread; not once the reader has begun to read. */
  #early({ client: { store }, id }: Visit): boolean {
    const { state, sync } = store.get('session', 'self') ?? {};
    const { opened, loading } = store.get('timeline', id) ?? {};
    const expected = state === 'connecting' || sync === 'started' || loading === 'newest';
    return !opened || (expected && this.#position.pinned);
  }
}
