import { heldFamilies } from '../acts/names.js';
import { type Persistence, persistCommits } from '../cache/index.js';
import { type ConversationId, ImError, type Message, type OrderKey } from '../model/index.js';
import { FILTERED } from '../store/index.js';
import { type LazyActs, lazyActs } from './acts.js';
import { Book } from './book.js';
import { Can } from './can.js';
import { requireMessage } from './checks.js';
import { ClientContext } from './client-context.js';
import type { Context } from './context.js';
import { Conversations, FROM_TOP } from './conversations.js';
import { Delivered } from './delivered.js';
import { Drafts } from './drafts.js';
import { burnt } from './gone.js';
import { History, revive } from './history.js';
import { watchKinds } from './kinds.js';
import { loaded } from './loaded.js';
import type { Media } from './media.js';
import { Messages } from './messages.js';
import { Opened } from './opened.js';
import type { Commands } from './parts.js';
import { Receipts } from './receipts.js';
import { isTerminal, Session } from './session.js';
import { Sync } from './sync.js';
import type { ClientOptions } from './types.js';
import { Typing } from './typing.js';
import { Unread } from './unread.js';
import { Users } from './users.js';

/** Conversations read from the cache for the first paint. */
const FIRST = 200;
const TRIM = { messagesPerConversation: 1000, conversations: 200 };
/** After a list that could not be reloaded. */
const AGAIN = 5_000;
/** Why a session is idle in all tabs. */
export const LOGGED_OUT = 'logout';
/** The same, and nothing is to be left of the user. */
export const WIPED = 'wipe';

export const isLoggedOut = (reason: string | undefined): boolean => reason === LOGGED_OUT || reason === WIPED;

/** One user's parts, put together. `lead` sets them going, `resign` brings them to rest. */
export class Core {
  readonly ctx: ClientContext;
  readonly drafts: Drafts;
  readonly can: Can;
  readonly opened: Opened;
  readonly session: Session;
  readonly parts: Omit<Commands, 'session'>;
  readonly #book: Book;
  readonly #sync: Sync;
  readonly #conversations: Conversations;
  readonly #history: History;
  readonly #receipts: Receipts;
  readonly #users: Users;
  readonly #typing: Typing;
  readonly #unread: Unread;
  readonly #delivered: Delivered;
  readonly #acts: LazyActs['load'];
  #persistence: Persistence | undefined;
  #media: Promise<Media> | undefined;
  #unwatch = (): void => {};
  #again: unknown;

  constructor(options: ClientOptions, relay: Context['emit']) {
    const ctx = new ClientContext(options, {
      relay,
      rejected: (error) => this.session.rejected(error),
      place: (writer, row, altered) => this.#sync.inbox.sent(writer, row, altered),
      change: async (entry, options) => (await this.#acts()).change(entry, options),
    });
    this.ctx = ctx;
    watchKinds(ctx, () => this.#sync.rare());
    this.#book = new Book(ctx.store);
    this.#typing = new Typing(ctx);
    this.drafts = new Drafts(ctx);
    this.can = new Can(ctx);
    this.#unread = new Unread(ctx, this.#book);
    this.#delivered = new Delivered(ctx, async () => this.#persistence?.flush());
    this.#sync = new Sync(ctx, this.#book, this.#typing, {
      delivered: (marks) => this.#delivered.add(marks),
      stale: (ids) => this.#conversations.stale(ids),
      torn: (ids) => this.opened.torn(ids),
      full: () => this.#history.outdate(),
      cleared: (id, upTo) => {
        this.#history.outdate();
        void this.#cleared(id, upTo);
      },
      caughtUp: () => void this.#caughtUp(),
    });
    const { inbox } = this.#sync;
    const history = new History(ctx);
    this.#history = history;
    const conversations = new Conversations(ctx, this.#book, inbox, this.#unread, this.drafts);
    this.#conversations = conversations;
    this.opened = new Opened(ctx, history, (ids) => conversations.get(ids));
    this.#receipts = new Receipts(ctx, conversations);
    this.#users = new Users(ctx);
    const messages = new Messages(ctx, this.#book, inbox, this.#typing, history);
    const { load, ...acts } = lazyActs(async () => ({
      ...{
        ctx,
        book: this.#book,
        changes: await this.#sync.rare(),
        inbox,
        history,
        can: this.can,
        messages,
        rows: conversations,
        users: this.#users,
        opened: this.opened,
        events: ctx.events,
        unread: this.#unread,
      },
    }));
    this.#acts = load;
    this.parts = {
      ...acts,
      conversations: Object.assign(conversations, acts.conversations),
      messages: Object.assign(messages, acts.messages),
      receipts: this.#receipts,
      users: Object.assign(this.#users, acts.users),
      typing: this.#typing,
      media: {
        url: async (...args) => (await this.#files()).url(...args),
        cancel: async (id) => {
          if (!requireMessage(ctx, id).own)
            throw new ImError('forbidden', { field: 'id', message: 'id: not your message' });
          await ctx.outbox.cancel(id);
        },
      },
    };
    this.session = this.#session(options);
    this.session.set({});
  }

  #session({ credentials, device, heartbeat = 15_000 }: ClientOptions): Session {
    return new Session(this.ctx, {
      credentials,
      heartbeat,
      device: async () => ({ class: 'web', id: this.#deviceId(), ...device }),
      batch: (batch) => this.#sync.apply(batch),
      connected: () => {
        this.ctx.outbox.start();
        this.#users.connected();
        void this.#delivered.flush();
      },
      lost: () => {
        this.ctx.outbox.stop();
        this.#typing.reset();
        this.#sync.drop();
      },
    });
  }

  /** Comes with the first file that is shown. */
  #files(): Promise<Media> {
    this.#media ??= loaded(import('./media.js')).then(
      ({ Media: Class }) => new Class(this.ctx),
      (error) => {
        this.#media = undefined;
        throw error;
      },
    );
    return this.#media;
  }

  /** What was kept goes on the screen; what is there already is newer. */
  async hydrate(): Promise<void> {
    const { store, cache } = this.ctx;
    const first = await cache.first({ conversations: FIRST });
    const kept = first.filter(
      ([key, value]) => !store.has(key) && !(key.startsWith('message/') && burnt(this.ctx, value as Message)),
    );
    store.apply(
      'cache',
      kept.map(([key, value]) => ({ key, after: key.startsWith('message/') ? revive(value as Message) : value })),
    );
    store.commit('cache', (writer) => {
      this.#book.rebuild(writer);
      // The cache may hold more than was read: the list is then paged from its top again.
      if (store.list('conversations').length >= FIRST) writer.put('meta', 'conversations', { value: FROM_TOP });
    });
  }

  async lead(): Promise<void> {
    const { store, env, cache, outbox, log } = this.ctx;
    const persistence = persistCommits(store, cache, (error) => log('error', 'cache-failed', { code: error.code }));
    this.#persistence = persistence;
    persistence.all();
    store.commit('local', (writer) => this.#book.rebuild(writer));
    // Filtered lists that the tab before this one kept true.
    if ([...store.entries()].some(([key]) => key.startsWith(`list/${FILTERED}`)))
      this.#acts('rows').catch((error) => log('warn', 'part-not-loaded', { error: String(error) }));
    await outbox.load();
    this.#unwatch = env.visible.subscribe(() => {
      if (env.visible.value) return;
      // A hidden page may be killed without a word.
      this.drafts.flush();
      persistence.flush().catch(() => undefined);
    });
    // Ended in another tab, for good or by the person: nobody fights back.
    const self = store.get('session', 'self');
    if (isTerminal(self?.state) || isLoggedOut(self?.reason)) return;
    this.session.begin();
    void this.opened.loadAll();
  }

  async resign(end: { readonly logout?: boolean; readonly reason?: string } = {}): Promise<void> {
    const { env, outbox, log } = this.ctx;
    this.#unwatch();
    env.clearTimeout(this.#again);
    this.#receipts.flush();
    this.drafts.flush();
    this.#delivered.stop();
    this.#typing.reset();
    outbox.stop();
    await this.session.end(end);
    await this.#persistence?.stop().catch((error) => log('error', 'cache-failed', { error: String(error) }));
    this.#persistence = undefined;
  }

  /** Nothing of the user stays in this page's memory or on this browser. */
  async wipe(): Promise<void> {
    this.forget();
    await this.ctx.cache.clear();
  }

  /** Of this page's memory. */
  forget(): void {
    const { store } = this.ctx;
    this.#history.outdate();
    const keys = [...store.entries()].map(([key]) => key).filter((key) => key !== 'session/self');
    store.apply(
      'local',
      keys.map((key) => ({ key, after: undefined })),
    );
  }

  /** Once the back end has told what was missed: what it could not tell is asked for. */
  async #caughtUp(): Promise<void> {
    const { store, cache, env, connected, log } = this.ctx;
    try {
      const places = store.list('rooms').length + store.list('spaces').length;
      if (places > 0) void this.parts.rooms.resume('', store.has('meta/resync')).catch(() => undefined);
      if (store.has('meta/resync'))
        for (const family of heldFamilies(store)) await this.#acts(family).catch(() => undefined);
      const whole = store.has('meta/resync') || !store.has('meta/conversations');
      let rows: Promise<void> | undefined;
      // What is on the screen is asked for before the list, and drawn before it.
      const shown = this.opened.refresh(() => rows);
      if (whole) rows = this.#conversations.reload((id) => this.opened.has(id));
      await rows;
      if (whole) this.session.set({ sync: 'finished' });
      await Promise.all([shown, this.#unread.refresh()]);
      await cache.trim(TRIM);
    } catch (error) {
      log('warn', 'sync-failed', { error: String(error) });
      if (!connected()) return;
      if (store.has('meta/resync')) this.session.set({ sync: 'failed' });
      this.#again = env.setTimeout(() => void (connected() && this.#caughtUp()), AGAIN);
    }
  }

  async #cleared(id: ConversationId, upTo: OrderKey): Promise<void> {
    try {
      await (await this.#acts()).cleared(id, upTo);
    } catch (error) {
      this.ctx.log('warn', 'cache-not-cleared', { error: String(error) });
      if (this.ctx.connected()) this.ctx.env.setTimeout(() => void this.#cleared(id, upTo), AGAIN);
    }
  }

  #deviceId(): string {
    const { store, env } = this.ctx;
    const known = store.get('meta', 'device')?.value;
    if (known) return known;
    const value = env.id();
    store.commit('local', (writer) => writer.put('meta', 'device', { value }));
    return value;
  }
}
