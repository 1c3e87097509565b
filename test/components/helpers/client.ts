import { readings } from '../../../core/acts/readings.js';
import type { PendingChange } from '../../../core/index.js';
import {
  addPending,
  type Client,
  type ConversationId,
  gapAfter,
  ImError,
  insertPlaced,
  type Message,
  type MessageId,
  oldestPlaced,
  placePending,
  removePending,
  Store,
} from '../../../core/index.js';

export const NOW = Date.UTC(2026, 2, 12, 10, 30);
export const SELF = 'me';
export const DIRECT: ConversationId = 'direct:ann';
export const GROUP: ConversationId = 'group:team';

/** A message of a conversation by its number; `sentAt` a minute apart, the newest (`of`) a minute ago. */
export function messageAt(id: ConversationId, seq: number, of: number, more: Partial<Message> = {}): Message {
  const own = more.own ?? seq % 3 === 0;
  return {
    id: `m${seq}`,
    serverId: `s${seq}`,
    conversationId: id,
    senderId: own ? SELF : 'ann',
    own,
    content: { kind: 'text', text: `Message ${seq}` },
    order: { seq, tie: `s${seq}` },
    sentAt: NOW - (of - seq + 1) * 60_000,
    delivery: { state: 'sent' },
    counts: true,
    ...more,
  };
}

/**
 * A client whose back end is an array: the real store and the real timeline, with the commands written into them the way
 * the core does. `calls` tells which commands came in.
 */
export class TestClient {
  readonly name = `test-${Math.random()}`;
  readonly userId = SELF;
  readonly version = 'test';
  readonly store = new Store();
  readonly calls: (readonly [name: string, ...args: unknown[]])[] = [];
  readonly limits = { historyPage: 50 };
  /** Everything that is "on the server", ascending. */
  readonly server = new Map<ConversationId, Message[]>();
  pageSize = 50;
  recallable = true;
  /** What may not be done. */
  readonly refused = new Set<string>(['translate', 'transcribe']);
  reacted: readonly { readonly userId: string; readonly emoji: string }[] = [];
  fails: ImError | undefined;
  openCount = 0;
  blob: Blob | undefined;

  constructor() {
    this.store.commit('local', (writer) => {
      writer.put('session', 'self', {
        state: 'connected',
        userId: SELF,
        sync: 'finished',
        clockOffset: 0,
        leader: true,
      });
      writer.put('user', 'ann', { id: 'ann', name: 'Ann Lee' });
      writer.put('user', 'bob', { id: 'bob', name: 'Bob Okoro' });
      writer.put('user', SELF, { id: SELF, name: 'Mira' });
    });
  }

  get client(): Client {
    return this as unknown as Client;
  }

  /** Fills the server and what is held: the newest `held`, the rest behind a gap. */
  fill(
    id: ConversationId,
    messages: readonly Message[],
    held = this.pageSize,
    more: { unread?: number; read?: number } = {},
  ): this {
    this.server.set(id, [...messages]);
    this.store.commit('local', (writer) => {
      writer.put('conversation', id, {
        id,
        kind: id.startsWith('direct') ? 'direct' : 'group',
        activity: 1,
        unread: more.unread ?? 0,
        mentions: [],
        notify: 'all',
        ...(id.startsWith('group') && { title: 'Team' }),
      });
      if (more.read !== undefined)
        writer.put('cursor', `${id}/${SELF}`, {
          conversationId: id,
          userId: SELF,
          read: more.read,
          delivered: more.read,
        });
    });
    this.#page(id, messages.slice(-held), messages.length > held);
    return this;
  }

  /** A message comes in live. */
  receive(message: Message): void {
    this.server.get(message.conversationId)?.push(message);
    this.store.commit('remote', (writer) =>
      insertPlaced(this.store, writer, message.conversationId, [message], { ordering: 'seq' }),
    );
  }

  /** A message of one's own waits, and is placed by `place`. */
  pend(message: Message): void {
    this.store.commit('local', (writer) => addPending(this.store, writer, message));
  }
  place(id: MessageId, seq: number): void {
    const message = this.store.get('message', id) as Message;
    this.store.commit('remote', (writer) =>
      placePending(
        this.store,
        writer,
        { ...message, serverId: `s${seq}`, order: { seq, tie: `s${seq}` }, delivery: { state: 'sent' } },
        'seq',
      ),
    );
  }

  patch(id: MessageId, patch: Partial<Message>): void {
    this.store.commit('remote', (writer) => writer.patch('message', id, patch));
  }

  #page(id: ConversationId, run: readonly Message[], hasOlder: boolean): void {
    this.store.commit('remote', (writer) =>
      insertPlaced(this.store, writer, id, run, { ordering: 'seq', page: { hasOlder, hasNewer: false } }),
    );
  }

  async #turn(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.fails) throw this.fails;
  }

  #log(name: string, ...args: unknown[]): void {
    this.calls.push([name, ...args]);
  }
  #change(id: MessageId, change: PendingChange): void {
    this.changing(id, [...(this.store.get('change', id)?.changes ?? []), change]);
  }
  /** Changes of a message that are under way or were refused. */
  changing(id: MessageId, changes: readonly PendingChange[]): void {
    this.store.commit('local', (writer) => {
      if (changes.length) writer.put('change', id, { changes });
      else writer.remove('change', id);
    });
  }
  called(name: string): readonly (readonly unknown[])[] {
    return this.calls.filter((call) => call[0] === name).map((call) => call.slice(1));
  }

  readonly session = {
    start: async () => this.#log('start'),
    stop: async () => this.#log('stop'),
    logout: async () => this.#log('logout'),
    now: () => NOW,
  };
  readonly conversations = {
    open: (): (() => void) => {
      this.openCount += 1;
      let open = true;
      return () => {
        if (open) this.openCount -= 1;
        open = false;
      };
    },
    markUnread: async (...args: unknown[]) => this.#log('markUnread', ...args),
    notify: async (...args: unknown[]) => this.#log('notify', ...args),
  };
  readonly messages = {
    ...readings(this.client, {
      /** As a back end would, and so that it is seen. */
      interpret: async (asked) => {
        this.#log('interpret', asked);
        await this.#turn();
        return 'id' in asked ? ['spoken words'] : asked.texts.map((text) => `${asked.to}(${text})`);
      },
      keep: async (id, kept) => this.patch(id, { readings: kept?.readings }),
    }),
    /** Shows what is wanted as the core does; the test says what becomes of it. */
    react: async (id: MessageId, emoji: string, on: boolean) => {
      this.#log('react', id, emoji, on);
      this.#change(id, { id: `c-${id}-${emoji}`, name: 'react', args: { emoji, on } });
    },
    pin: async (id: MessageId, pinned: boolean) => {
      this.#log('pin', id, pinned);
      this.#change(id, { id: `c-${id}-pin`, name: 'pin', args: { pinned } });
    },
    pins: async (id: ConversationId) => this.store.list(`pins/${id}`),
    delete: async (id: ConversationId, messages: readonly MessageId[]) => {
      this.#log('delete', id, messages);
      if (this.fails) throw this.fails;
    },
    clear: async (...args: unknown[]) => {
      this.#log('clear', ...args);
      if (this.fails) throw this.fails;
    },
    report: async (...args: unknown[]) => {
      this.#log('report', ...args);
      await this.#turn();
    },
    reactors: async (id: MessageId, emoji?: string, cursor?: string) => {
      this.#log('reactors', id, emoji, cursor);
      await this.#turn();
      const all = this.reacted.filter((one) => !emoji || one.emoji === emoji);
      const from = Number(cursor ?? 0);
      const next = from + this.pageSize;
      return { items: all.slice(from, next), ...(next < all.length && { next: String(next) }) };
    },
    retryChange: async (id: string) => this.#log('retryChange', id),
    dismissChange: async (id: string) => this.#log('dismissChange', id),
    older: async (id: ConversationId): Promise<boolean> => {
      this.#log('older', id);
      await this.#turn();
      const all = this.server.get(id) ?? [];
      const first = this.store.get('message', oldestPlaced(this.store, id) ?? '');
      if (!first?.order) return false;
      const before = all.filter((message) => message.order!.seq < first.order!.seq);
      const run = before.slice(-this.pageSize);
      this.store.commit('remote', (writer) =>
        insertPlaced(this.store, writer, id, run, {
          ordering: 'seq',
          page: { before: first.order!, hasOlder: before.length > run.length, hasNewer: true },
        }),
      );
      return before.length > run.length;
    },
    newer: async (id: ConversationId, pageId: string): Promise<boolean> => {
      this.#log('newer', id, pageId);
      await this.#turn();
      const gap = gapAfter(this.store, id, pageId);
      if (!gap?.after?.order) return false;
      const rest = (this.server.get(id) ?? []).filter((message) => message.order!.seq > gap.after!.order!.seq);
      const run = rest.slice(0, this.pageSize);
      this.store.commit('remote', (writer) =>
        insertPlaced(this.store, writer, id, run, {
          ordering: 'seq',
          page: { after: gap.after!.order!, hasOlder: true, hasNewer: rest.length > run.length },
        }),
      );
      return gapAfter(this.store, id, pageId) !== undefined;
    },
    around: async (
      id: ConversationId,
      target: MessageId | { readonly serverId: string } | { readonly after: { readonly seq: number } },
    ): Promise<MessageId> => {
      this.#log('around', id, target);
      await this.#turn();
      const all = this.server.get(id) ?? [];
      const at = all.findIndex((one) =>
        typeof target === 'string'
          ? one.id === target
          : 'after' in target
            ? (one.order?.seq ?? 0) > target.after.seq
            : one.serverId === target.serverId,
      );
      if (at < 0) throw new ImError('not-found', { field: 'message' });
      const from = Math.max(0, at - 25);
      this.store.commit('remote', (writer) =>
        insertPlaced(this.store, writer, id, all.slice(from, at + 25), {
          ordering: 'seq',
          page: { after: { seq: from, tie: '' }, hasOlder: from > 0, hasNewer: at + 25 < all.length },
        }),
      );
      return all[at]!.id;
    },
    retry: async (id: MessageId) => this.#log('retry', id),
    discard: async (id: MessageId) => {
      this.#log('discard', id);
      const message = this.store.get('message', id) as Message;
      this.store.commit('local', (writer) => removePending(this.store, writer, message.conversationId, id));
    },
    recall: async (id: MessageId) => {
      this.#log('recall', id);
      this.patch(id, { content: { kind: 'recalled' }, recalled: { at: NOW, by: SELF } });
    },
  };
  readonly receipts = { seen: (...args: unknown[]) => this.#log('seen', ...args) };
  readonly users = { want: (ids: readonly string[]) => this.#log('want', ids) };
  readonly typing = { set: () => {} };
  readonly media = {
    url: async (): Promise<{ url?: string; blob?: Blob }> => {
      await this.#turn();
      return this.blob ? { blob: this.blob } : { url: PIXEL };
    },
    download: async (): Promise<Blob> => new Blob(['bytes']),
    cancel: async (id: MessageId) => this.#log('cancel', id),
  };
  readonly groups = { moreMembers: async () => false };

  can(action: string, _target?: string): string {
    if (this.refused.has(action)) return 'unavailable';
    return action !== 'recall' || this.recallable ? 'available' : 'unavailable';
  }
  readonly #heard = new Map<string, Set<(detail: never) => void>>();

  on(type: string, listener: (detail: never) => void): () => void {
    const set = this.#heard.get(type) ?? new Set();
    this.#heard.set(type, set.add(listener));
    return () => set.delete(listener);
  }

  /** Tells what the core would tell. */
  emit(type: string, detail: unknown): void {
    for (const listener of this.#heard.get(type) ?? []) listener(detail as never);
  }
}

export const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==';

export const run = (id: ConversationId, count: number, more?: (seq: number) => Partial<Message>): Message[] =>
  Array.from({ length: count }, (_, at) => messageAt(id, at + 1, count, more?.(at + 1)));
