import type {
  Availability,
  Credentials,
  Engine,
  EngineBatch,
  EngineEvent,
  EngineInfo,
  HistoryPage,
  HistoryQuery,
  IncomingMessage,
  OutgoingMessage,
  Placed,
} from '../../core/engine/index.js';
import { type ConversationId, ImError, type User } from '../../core/model/index.js';

/** What the next connect does: signs in, is refused, or never answers. */
export type Fate = 'ok' | 'hang' | ImError;

/** A back end that does what the test tells it, and remembers what it was asked. */
export class ScriptedEngine implements Engine {
  readonly info: EngineInfo;
  readonly asked: { readonly what: string; readonly at: number; readonly args: readonly unknown[] }[] = [];
  readonly #listeners = new Set<(batch: EngineBatch) => void>();
  readonly #now: () => number;
  fates: Fate[] = [];
  fate: Fate = 'ok';
  /** Asks the credentials for a token, as every real one does. */
  readonly tokens: string[] = [];
  allowed: Availability = 'available';
  failing: ImError | undefined;
  pong: () => Promise<number>;
  sending: (message: OutgoingMessage) => Promise<Placed>;
  pages: (id: ConversationId, query: HistoryQuery) => HistoryPage = () => ({
    items: [],
    hasOlder: false,
    hasNewer: false,
  });
  seq = 0;

  constructor(now: () => number, info: Partial<EngineInfo> = {}) {
    this.#now = now;
    this.pong = async () => now();
    this.sending = async ({ clientId }) => this.place(clientId);
    this.info = {
      name: 'scripted',
      limits: {
        historyPage: 100,
        textGraphemes: 10,
        contentBytes: 2000,
        fileBytes: 100,
        imageBytes: 50,
        refusedFiles: ['.exe', 'text/html'],
        recallSeconds: 120,
        usersPerFetch: 2,
      },
      kinds: ['direct', 'group'],
      nativeContent: 'all',
      echo: 'client-id',
      ordering: { direct: 'seq', group: 'seq' },
      ...info,
    };
  }

  #ask(what: string, ...args: readonly unknown[]): void {
    this.asked.push({ what, at: this.#now(), args });
    if (this.failing && what !== 'connect' && what !== 'disconnect') throw this.failing;
  }

  count(what: string): number {
    return this.asked.filter((one) => one.what === what).length;
  }
  times(what: string): number[] {
    return this.asked.filter((one) => one.what === what).map(({ at }) => at);
  }

  place(clientId: string): Placed {
    const seq = ++this.seq;
    return { serverId: `m-${clientId}`, order: { seq, tie: '' }, sentAt: this.#now() };
  }

  async connect(credentials: Credentials, options: { signal?: AbortSignal; cursor?: string }): Promise<User> {
    this.#ask('connect', options.cursor);
    const fate = this.fates.shift() ?? this.fate;
    this.tokens.push(await credentials.token({ signal: options.signal }));
    if (fate === 'hang') await new Promise(() => {});
    if (fate instanceof ImError) throw fate;
    return { id: credentials.userId };
  }
  async disconnect(options?: { logout?: boolean }): Promise<void> {
    this.#ask('disconnect', options?.logout);
  }
  subscribe(listener: (batch: EngineBatch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  get listeners(): number {
    return this.#listeners.size;
  }
  emit(events: readonly EngineEvent[], cursor?: string): void {
    for (const listener of [...this.#listeners]) listener({ events, cursor });
  }
  can(): Availability {
    return this.allowed;
  }
  async ping(): Promise<number> {
    this.#ask('ping');
    return this.pong();
  }

  readonly messages: Engine['messages'] = {
    send: async (message) => {
      this.#ask('send', message);
      return this.sending(message);
    },
    history: async (id, query) => {
      this.#ask('history', id, query);
      return this.pages(id, query);
    },
  };
  readonly conversations: Engine['conversations'] = {
    list: async () => {
      this.#ask('list');
      return { items: [] };
    },
    markRead: async (id, upTo) => this.#ask('markRead', id, upTo),
    pin: async (id, pinned) => this.#ask('pin', id, pinned),
    notify: async (id, level) => this.#ask('notify', id, level),
    remove: async (id) => this.#ask('remove', id),
  };
  readonly recall: Engine['recall'] = { recall: async (message) => this.#ask('recall', message.id) };
  readonly receipts: Engine['receipts'] = { delivered: async (marks) => this.#ask('delivered', marks) };
  readonly typing: Engine['typing'] = { typing: (id, what) => this.#ask('typing', id, what) };
  readonly users: Engine['users'] = {
    fetch: async (ids) => {
      this.#ask('users', ids);
      return ids.filter((id) => !id.startsWith('no')).map((id) => ({ id, name: id.toUpperCase() }));
    },
  };
  readonly media: Engine['media'] = {
    upload: async (blob, { name, mime }) => {
      this.#ask('upload', name);
      return { id: `file-${name}`, name, mime, bytes: blob.size };
    },
    url: async (file) => {
      this.#ask('url', file.id);
      return { url: `https://files.example/${file.id}`, until: this.#now() + 60_000 };
    },
  };

  /** Somebody's message in `direct:bob`, or one's own off the stream. */
  message(seq: number, words: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
    return {
      serverId: `m${seq}`,
      conversationId: 'direct:bob',
      senderId: 'bob',
      content: { kind: 'text', text: words },
      order: { seq, tie: '' },
      sentAt: this.#now(),
      counts: true,
      ...more,
    };
  }
}
