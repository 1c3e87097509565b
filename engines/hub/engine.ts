import type { ConnectOptions, Credentials, Engine, EngineBatch, EngineInfo, Limits } from '../../core/engine/index.js';
import { ImError, invalid, type User } from '../../core/model/index.js';
import { type Call, type Clock, systemClock } from './calls.js';
import { conversationFacet, receiptFacet, typingFacet } from './conversations.js';
import { EarlyLine } from './early.js';
import { notConnected } from './errors.js';
import { laterFacets } from './later.js';
import { can, DEFAULT_LIMITS, limitsOf } from './limits.js';
import { messageFacet } from './messages.js';
import { userFacet } from './people.js';
import type { HubPort, OpenPort } from './port.js';
import { HubSession } from './session.js';

export interface PortOptions {
  readonly port: OpenPort;
  readonly clock?: Clock;
  /** Hears of frames and events that could not be read; never with their content. */
  readonly report?: (what: string) => void;
}

/** An engine for a hub at the other end of any duplex port. */
export class HubEngine implements Engine {
  readonly info: EngineInfo;
  readonly #options: PortOptions;
  readonly #clock: Clock;
  readonly #listeners = new Set<(batch: EngineBatch) => void>();
  #limits: Limits = DEFAULT_LIMITS;
  /** What this hub, or this person there, does without. */
  #without: readonly string[] = [];
  #session: HubSession | undefined;
  /** Opened ahead of `connect`. */
  #early: EarlyLine | undefined;
  #connecting: { readonly promise: Promise<User>; readonly stop: AbortController } | undefined;

  constructor(options: PortOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const limits = () => this.#limits;
    this.info = {
      name: 'hub',
      get limits() {
        return limits();
      },
      kinds: ['direct', 'group', 'channel', 'room'],
      nativeContent: 'all',
      echo: 'client-id',
      ordering: { direct: 'seq', group: 'seq', channel: 'seq', room: 'time' },
    };
  }

  prepare(): () => void {
    this.#early?.drop();
    const line = new EarlyLine(this.#options.port);
    this.#early = line;
    return () => line.drop();
  }

  /** Called again while under way: the same promise. While connected: rejects `conflict`. */
  connect(credentials: Credentials, options: ConnectOptions): Promise<User> {
    const under = this.#connecting;
    if (under && !under.stop.signal.aborted) return under.promise;
    // One that was stopped is on its way out.
    if (under)
      return under.promise
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => this.connect(credentials, options));
    if (this.#session)
      return Promise.reject(new ImError('conflict', { message: 'already connected; disconnect first' }));
    if (options.cursor !== undefined && !/^\d+$/.test(options.cursor))
      return Promise.reject(invalid('cursor', 'is not one that this engine gave'));
    const stop = new AbortController();
    const forward = () => stop.abort();
    if (options.signal?.aborted) forward();
    options.signal?.addEventListener('abort', forward);
    const promise = this.#connect(credentials, { ...options, signal: stop.signal }).finally(() => {
      this.#connecting = undefined;
      options.signal?.removeEventListener('abort', forward);
    });
    this.#connecting = { promise, stop };
    return promise;
  }

  async disconnect(options?: { readonly logout?: boolean }): Promise<void> {
    this.#early?.drop();
    const under = this.#connecting;
    under?.stop.abort();
    await under?.promise.catch(() => undefined);
    const session = this.#session;
    this.#session = undefined;
    await session?.close(options?.logout);
  }

  subscribe(listener: (batch: EngineBatch) => void): () => void {
    // A listener given twice hears twice, and each way out ends one of them.
    const own = (batch: EngineBatch) => listener(batch);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  can: Engine['can'] = (action, target, facts) =>
    this.#without.includes(action) ? 'disabled' : can(action, target, facts);

  async ping(options?: { readonly signal?: AbortSignal }): Promise<number> {
    return (await this.#call('session.ping', {}, options)).time;
  }

  #call: Call = (op, args, options) => {
    const session = this.#session;
    return session ? session.call(op, args, options) : Promise.reject(notConnected());
  };

  readonly messages = messageFacet(this.#call);
  readonly conversations = conversationFacet(this.#call);
  readonly receipts = receiptFacet(this.#call);
  readonly typing = typingFacet(this.#call);
  readonly users = userFacet(this.#call);
  readonly #later = laterFacets(this.#call, () => this.#port());
  readonly media = this.#later.media;
  readonly recall = this.#later.recall;
  readonly edits = this.#later.edits;
  readonly extensions = this.#later.extensions;
  readonly reactions = this.#later.reactions;
  readonly pins = this.#later.pins;
  readonly deletion = this.#later.deletion;
  readonly streams = this.#later.streams;
  readonly search = this.#later.search;
  readonly commands = this.#later.commands;
  readonly signals = this.#later.signals;
  readonly reports = this.#later.reports;
  readonly settings = this.#later.settings;
  readonly rows = this.#later.rows;
  readonly tags = this.#later.tags;
  readonly groups = this.#later.groups;
  readonly spaces = this.#later.spaces;
  readonly rooms = this.#later.rooms;
  readonly contacts = this.#later.contacts;
  readonly presence = this.#later.presence;
  readonly blocks = this.#later.blocks;
  readonly devices = this.#later.devices;
  readonly directory = this.#later.directory;

  /** A fresh token on the living connection, so that it outlives the one it began with. */
  async refresh(token: string): Promise<void> {
    await this.#call('session.refresh', { token });
  }

  /** What an anonymous visitor said before signing in becomes the user's. Gives the number of conversations moved. */
  async mergeVisitor(token: string): Promise<number> {
    return (await this.#call('visitor.merge', { token })).moved;
  }

  #port(): HubPort {
    if (!this.#session) throw notConnected();
    return this.#session.port;
  }

  async #connect(credentials: Credentials, options: ConnectOptions): Promise<User> {
    const { port, report = () => {} } = this.#options;
    const early = this.#early;
    this.#early = undefined;
    const clock = this.#clock;
    let own: HubSession | undefined;
    const emit = (batch: EngineBatch) => {
      const over = batch.events.some(({ type }) => type === 'disconnected' || type === 'session-ended');
      if (over && this.#session === own) this.#session = undefined;
      this.#emit(batch);
    };
    const open = early?.take(port) ?? port;
    const start = HubSession.start(credentials, options, { open, clock, report, emit });
    // Where signing in ends before a line is asked for, nobody has taken it.
    const { session, user, welcome, sentAt } = await start.finally(() => early?.drop());
    own = session;
    this.#session = session;
    this.#limits = limitsOf(welcome.limits);
    this.#without = welcome.without ?? [];
    // Our caller hears of the sign-in first, of what follows from it then.
    queueMicrotask(() => queueMicrotask(() => session.release(welcome, options.cursor, sentAt)));
    return user;
  }

  #emit(batch: EngineBatch): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(batch);
      } catch (error) {
        this.#options.report?.(`a listener threw: ${error instanceof Error ? error.message : 'something'}`);
      }
    }
  }
}
