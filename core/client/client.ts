import { byAnyName, byNames, type LaterPart, type NamedPart } from '../acts/names.js';
import type { Leader, Readings } from '../acts/readings.js';
import { chooseCache } from '../cache/choose.js';
import { fallbackCache } from '../cache/index.js';
import type { Cache } from '../cache/types.js';
import type { CallOptions } from '../engine/index.js';
import { type ConversationId, ImError, invalid, isConversationId } from '../model/index.js';
import type { Alerts } from '../rows/alerts.js';
import { Attention } from './attention.js';
import { requireConversation } from './checks.js';
import { Core, isLoggedOut, LOGGED_OUT, WIPED } from './core.js';
import { counted } from './counted.js';
import { loaded } from './loaded.js';
import { type CommandPath, type Commands, runCommand, type Tabs } from './parts.js';
import { isTerminal } from './session.js';
import { createTabs } from './tabs.js';
import type { Client, ClientEvents, ClientOptions } from './types.js';
import { VERSION } from './version.js';

/** One user of one back end. Does nothing until `session.start()`. Throws ImError('invalid') naming the option that is wrong. */
export const createClient = (options: ClientOptions): Client => {
  checkOptions(options);
  return new Runner(options).client;
};

const checkOptions = (options: ClientOptions): void => {
  if (typeof options?.engine?.connect !== 'function') throw invalid('engine', 'must be an engine');
  const { credentials, heartbeat = 0 } = options;
  if (typeof credentials?.userId !== 'string' || credentials.userId === '')
    throw invalid('credentials.userId', 'must be a string that is not empty');
  if (typeof credentials.token !== 'function') throw invalid('credentials.token', 'must be a function');
  if (!(heartbeat >= 0)) throw invalid('heartbeat', 'must be 0 or more milliseconds');
};

/** Starting and stopping, and the way of each command to the tab that leads. */
class Runner {
  readonly client: Client;
  readonly #options: ClientOptions;
  readonly #core: Core;
  readonly #commands: Commands;
  readonly #tabs: Tabs | undefined;
  readonly #name: string;
  /** Resolves when commands can run, here or in the tab that leads. */
  #ready: Promise<void> | undefined;
  #started: Promise<void> | undefined;
  #unwatch = (): void => {};
  #ending = false;
  /** Settles when the last stop has; the next start waits for it. */
  #stopping: Promise<void> | undefined;
  #cache: Cache | undefined;
  readonly #early: [CommandPath, readonly unknown[]][] = [];
  readonly #attention: Attention;
  #alerts: Promise<Alerts> | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#core = new Core(options, (type, detail) => {
      if (this.#tabs?.leading && type !== 'diagnostic') this.#tabs.event(type, detail);
    });
    const { ctx } = this.#core;
    this.#name = options.name ?? `im-${ctx.env.id().slice(0, 8)}`;
    this.#commands = { ...this.#core.parts, session: { logout: (how) => this.#logout(how) } };
    this.#attention = new Attention(ctx, this.#core.parts.presence, () => this.#told());
    this.#tabs = this.#group();
    this.client = this.#client();
  }

  start(): Promise<void> {
    const { store } = this.#core.ctx;
    const over = isTerminal(store.get('session', 'self')?.state);
    if (this.#started && !over) return this.#started;
    const before = this.#started ? this.stop() : this.#stopping;
    const wanted = () => this.#ready === ready;
    // The first start waits for nothing: its requests are under way before the page is drawn.
    const ready: Promise<void> = before
      ? before.catch(() => undefined).then(() => (wanted() ? this.#begin(wanted) : undefined))
      : this.#begin(wanted);
    const started = ready.then(() => this.#settled());
    this.#ready = ready;
    this.#started = started;
    for (const [path, args] of this.#early.splice(0)) this.#say(path, args);
    ready.catch(() => {
      if (this.#ready === ready) this.#ready = this.#started = undefined;
    });
    return started;
  }

  async #begin(wanted: () => boolean): Promise<void> {
    const core = this.#core;
    const { engine } = this.#options;
    const letGo = core.ctx.env.network.value ? engine.prepare?.() : undefined;
    try {
      core.session.set({ state: 'connecting', reason: undefined });
      await Promise.all([this.#openCache(), this.#askPage()]);
      await core.hydrate();
      if (!wanted()) return;
      if (this.#tabs) await this.#tabs.start();
      else await this.#lead();
    } finally {
      // Another tab leads, or nobody is to connect.
      if (!core.session.running) letGo?.();
    }
    this.#unwatch = core.ctx.store.subscribe(['session/self'], () => this.#loggedOutElsewhere());
    this.#attention.begin();
  }

  #lead(): Promise<void> {
    this.#attention.lead(true);
    return this.#core.lead();
  }

  #resign(): Promise<void> {
    this.#attention.lead(false);
    return this.#core.resign();
  }

  /** What the page knows stands in what the engine says from here on. */
  async #askPage(): Promise<void> {
    const { ctx } = this.#core;
    const { engine, providers } = this.#options;
    if (!providers || ctx.engine !== engine) return;
    try {
      ctx.engine = (await import('../people/provided.js')).provided(engine, providers, ctx);
    } catch (error) {
      this.#unloaded(error);
    }
  }

  async #openCache(): Promise<void> {
    const { ctx } = this.#core;
    const { engine, userId, log } = ctx;
    if (!this.#cache) {
      const cache = chooseCache(this.#options.cache);
      this.#cache = ctx.cache =
        cache.kind === 'memory' ? cache : fallbackCache(cache, ({ code }) => log('warn', 'cache-memory', { code }));
      if (cache.kind === 'memory' && !this.#options.cache) log('warn', 'cache-memory');
    }
    await ctx.cache.open({ engine: engine.info.name, app: this.#options.app ?? '', userId });
  }

  /** The other tabs of this user, where there may be any. */
  #group(): Tabs | undefined {
    const { ctx, opened } = this.#core;
    const { store, env, log, events, engine, userId } = ctx;
    if (!env.tabs) return undefined;
    const scope = ['im', engine.info.name, this.#options.app ?? '', userId].map(encodeURIComponent).join('/');
    return createTabs({
      ...{ store, env, log, scope, commands: this.#commands },
      emit: (type, detail) => events.emit(type, detail),
      lead: () => this.#lead(),
      resign: () => this.#resign(),
      hold: (tab, ids) => {
        opened.hold(tab, ids.filter(isConversationId));
        this.#attention.hold(tab, ids);
      },
    });
  }

  /** Connected, or stopped before; rejects where it will never be. */
  #settled(): Promise<void> {
    const { store } = this.#core.ctx;
    return new Promise((resolve, reject) => {
      let exit = (): void => {};
      const look = () => {
        const { state = 'idle', reason } = store.get('session', 'self') ?? {};
        const over = isTerminal(state);
        if (!over && state !== 'connected' && state !== 'idle') return;
        exit();
        if (over)
          reject(
            this.#core.session.error ??
              new ImError(state === 'closed' ? 'not-connected' : (state as 'kicked'), { message: reason }),
          );
        else resolve();
      };
      exit = store.subscribe(['session/self'], look);
      look();
    });
  }

  stop(): Promise<void> {
    const ready = this.#ready;
    if (!ready) return Promise.resolve(this.#stopping);
    this.#ready = this.#started = undefined;
    const before = Promise.resolve(this.#stopping).catch(() => undefined);
    this.#stopping = before.then(() => this.#stop(ready));
    return this.#stopping;
  }

  async #stop(ready: Promise<void>): Promise<void> {
    if (this.#tabs) await Promise.all([this.#tabs.stop(), ready.catch(() => undefined)]);
    else {
      await ready.catch(() => undefined);
      await this.#resign();
    }
    this.#unwatch();
    this.#attention.end();
    const { cache } = this.#core.ctx;
    this.#core.session.set({ state: 'idle', sync: 'none', leader: false });
    // What stands in memory only must outlive the stop.
    if (cache.kind !== 'memory') this.#cache = undefined;
    await cache.close();
  }

  #loggedOutElsewhere(): void {
    const self = this.#core.ctx.store.get('session', 'self');
    if (self?.state === 'idle' && isLoggedOut(self.reason) && !this.#ending)
      this.stop()
        .then(() => self.reason === WIPED && this.#core.forget())
        .catch((error) => this.#core.ctx.log('warn', 'stop-failed', { error: String(error) }));
  }

  /** In the tab that leads. */
  async #logout(options: { readonly wipe?: boolean } = {}): Promise<void> {
    await this.#core.resign({ logout: true, reason: options.wipe ? WIPED : LOGGED_OUT });
    if (options.wipe) await this.#core.wipe();
  }

  async #end(options: { readonly wipe?: boolean } = {}): Promise<void> {
    this.#ending = true;
    try {
      if (this.#ready) await this.#call('session.logout', [options]);
      else if (options.wipe) {
        await this.#stopping?.catch(() => undefined);
        await this.#openCache();
        await this.#core.wipe();
        await this.#core.ctx.cache.close();
      }
    } finally {
      await this.stop();
      if (options.wipe) this.#core.forget();
      this.#ending = false;
    }
  }

  async #call(path: CommandPath, args: readonly unknown[], options?: CallOptions): Promise<unknown> {
    const ready = this.#ready;
    if (!ready) throw new ImError('not-connected', { message: `${path}: the client is not started` });
    await ready;
    if (this.#tabs && !this.#tabs.leading) return this.#tabs.call(path, args, options);
    return runCommand(this.#commands, path, args);
  }

  /** For commands that answer nothing. */
  #say(path: CommandPath, args: readonly unknown[]): void {
    if (!this.#ready) {
      // Names that are drawn before the start are asked for after it.
      if (path === 'users.want') this.#early.push([path, args]);
      return;
    }
    this.#call(path, args).catch((error) =>
      this.#core.ctx.log('warn', 'command-failed', { path, error: String(error) }),
    );
  }

  #told(): void {
    this.#tabs?.opened([...this.#core.opened.own, ...this.#attention.beside]);
  }

  #open(id: ConversationId): () => void {
    requireConversation(id);
    const { opened } = this.#core;
    const tell = () => this.#told();
    if (opened.add(id)) {
      tell();
      if (this.#ready && (!this.#tabs || this.#tabs.leading)) void opened.load(id);
    }
    let open = true;
    return () => {
      if (open && opened.delete(id)) tell();
      open = false;
    };
  }

  #on<T extends keyof ClientEvents>(type: T, listener: (detail: ClientEvents[T]) => void): () => void {
    const { ctx } = this.#core;
    const off = ctx.events.on(type, listener);
    if (type !== 'alert') return off;
    this.#alerts ??= import('../rows/alerts.js').then(
      ({ Alerts }) => new Alerts(ctx, ctx.events, (...held) => this.#say('notify.hold', [ctx.env.id(), ...held])),
    );
    const out = counted(
      this.#alerts,
      (alerts, by) => alerts.count(by),
      (error) => {
        this.#alerts = undefined;
        this.#unloaded(error);
      },
    );
    return () => {
      off();
      out();
    };
  }

  #unloaded(error: unknown): void {
    this.#core.ctx.log('warn', 'part-not-loaded', { error: String(error) });
  }

  #client(): Client {
    const { ctx, drafts, can } = this.#core;
    const tabs = this.#tabs;
    const run =
      (part: string, named: boolean) =>
      (name: string) =>
      (...args: readonly unknown[]): Promise<unknown> =>
        this.#call(`${part}.${name}` as CommandPath, named ? [ctx.env.id(), ...args] : args);
    const each = (names: string, make: (name: string) => unknown) =>
      Object.fromEntries(names.split(' ').map((name) => [name, make(name)]));
    const calls = (part: string, names: string) => each(names, run(part, false));
    // Acts are named each time, so that they are done once.
    const acts = <P extends NamedPart>(part: P): Client[P] => byNames(part, run(part, true)) as unknown as Client[P];
    const later = <P extends LaterPart>(part: P, own?: Partial<Client[P]>): Client[P] =>
      byAnyName(part, run(part, true), own) as Client[P];
    const url: Client['media']['url'] = (file, { signal, ...rest } = {}) =>
      this.#call('media.url', [file, rest], { signal }) as ReturnType<Client['media']['url']>;
    const read =
      (name: string) =>
      async (...args: readonly unknown[]): Promise<unknown> => {
        const { readings } = await loaded(import('../acts/readings.js'));
        const all: object = readings(this.client, acts('messages') as unknown as Leader);
        return Reflect.get(all, name)(...args);
      };
    const settings = later('settings');
    const conversations = calls('conversations', 'more get markRead') as unknown as Client['conversations'];
    const messages = calls('messages', 'retry discard older newer') as unknown as Client['messages'];
    return {
      name: this.#name,
      userId: ctx.userId,
      store: ctx.store,
      version: VERSION,
      session: {
        start: () => this.start(),
        stop: () => this.stop(),
        logout: (options) => this.#end(options),
        now: ctx.now,
      },
      conversations: {
        ...conversations,
        ...acts('conversations'),
        open: (id) => this.#open(id),
        draft: (...draft) => {
          requireConversation(draft[0]);
          if (this.#ready) this.#say('conversations.draft', draft);
          else drafts.set(...draft);
        },
      },
      messages: {
        ...messages,
        ...acts('messages'),
        ...(each('readable translate transcribe showOriginal', read) as unknown as Readings),
        send: (id, content, options = {}) =>
          this.#call('messages.send', [id, content, options, ctx.env.id()]) as Promise<string>,
        transcript: async (id, options) =>
          (await loaded(import('../acts/transcript.js'))).transcript(ctx, id, options, messages.older),
      },
      commands: later('commands'),
      signals: later('signals'),
      settings: later('settings', {
        erase: async () => {
          await settings.erase();
          await this.#end({ wipe: true });
        },
      }),
      contacts: later('contacts'),
      presence: later('presence', { watch: (ids) => this.#attention.watch(ids) }),
      blocklist: later('blocklist'),
      devices: later('devices'),
      groups: later('groups'),
      tags: later('tags'),
      notify: later('notify'),
      rooms: later('rooms', { like: (...args) => this.#say('rooms.like', [ctx.env.id(), ...args]) }),
      spaces: later('spaces'),
      receipts: { seen: (...args) => this.#say('receipts.seen', args) },
      users: {
        ...acts('users'),
        ...(calls('users', 'get') as Pick<Client['users'], 'get'>),
        want: (...args) => this.#say('users.want', args),
      },
      typing: { set: (...args) => this.#say('typing.set', args) },
      media: {
        url,
        download: async (file, options) =>
          (await loaded(import('./download.js'))).download(url, ctx.env.fetch ?? fetch, file, options),
        ...(calls('media', 'cancel') as Pick<Client['media'], 'cancel'>),
      },
      can: (action, target, about) => can.can(action, target, about),
      get limits() {
        // The engine of a tab that follows is not connected, and knows only what is usual.
        const told = tabs && !tabs.leading ? ctx.store.get('meta', 'limits') : undefined;
        return told ? JSON.parse(told.value) : ctx.engine.info.limits;
      },
      on: (type, listener) => this.#on(type, listener),
    };
  }
}
