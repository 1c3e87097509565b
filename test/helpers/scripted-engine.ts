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

  /** What the next changes of a message run into. */
  refusals: ImError[] = [];
  async #change(what: string, ...args: readonly unknown[]): Promise<void> {
    this.#ask(what, ...args);
    const refusal = this.refusals.shift();
    if (refusal) throw refusal;
  }
  readonly edits: Engine['edits'] = {
    edit: async (message, content) => {
      await this.#change('edit', message.serverId, content, message.edited?.at ?? 0);
      return { ...this.message(1, ''), content, edited: { at: this.#now(), by: 'ann' } };
    },
  };
  readonly extensions: Engine['extensions'] = {
    extend: async (message, change) => {
      await this.#change('extend', message.serverId, change);
      return { ...message.extensions, ...change.set };
    },
  };
  readonly reactions: Engine['reactions'] = {
    react: (message, emoji, on) => this.#change('react', message.serverId, emoji, on),
  };
  readonly pins: Engine['pins'] = {
    pin: (message, pinned) => this.#change('pin-message', message.serverId, pinned),
    pins: async () => this.pinned,
  };
  pinned: readonly IncomingMessage[] = [];
  readonly deletion: Engine['deletion'] = {
    delete: (id, messages) =>
      this.#change(
        'delete',
        id,
        messages.map((one) => one.serverId),
      ),
    clear: (id, upTo) => this.#change('clear', id, upTo?.seq),
  };
  readonly streams: Engine['streams'] = {
    grow: async (message, from, words, done) => {
      await this.#change('grow', message.serverId, from, words, done);
      return from + words.length;
    },
  };
  readonly commands: Engine['commands'] = { send: (command) => this.#change('command', command) };
  readonly settings: Engine['settings'] = {
    get: async () => ({ privacy: { receipts: true, typing: true }, push: { detail: true, whileOnline: false } }),
    set: async ({ privacy }) => {
      await this.#change('set', privacy);
      return {
        privacy: { receipts: true, typing: true, ...privacy },
        push: { detail: true, whileOnline: false },
      };
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
