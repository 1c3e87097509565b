import type { Credentials, Device, EngineBatch, EngineEvent } from '../engine/index.js';
import { ImError, isImError, type Session as Record, type SessionState, toImError } from '../model/index.js';
import { backoff } from './backoff.js';
import type { Context } from './context.js';
import { Heartbeat } from './heartbeat.js';
import { withLimit } from './limit.js';

export interface SessionParts {
  readonly credentials: Credentials;
  readonly heartbeat: number;
  device(): Promise<Device>;
  batch(batch: EngineBatch): void;
  /** Signed in. */
  connected(): void;
  /** The connection is gone, for now or for good. */
  lost(): void;
}

type Ended = Extract<EngineEvent, { type: 'session-ended' }>['why'];

const CONNECT_LIMIT = 15_000;
const LETTING_GO_LIMIT = 5_000;
/** Tries with a new token before the session is over. */
const TOKENS = 3;
/** A connection that stood this long was a good one: the next tries begin anew. */
const GOOD = 10_000;
/** Trying the same again cannot help: a wrong app, a wrong address. */
const FINAL: ReadonlySet<string> = new Set(['kicked', 'banned', 'forbidden', 'invalid', 'unsupported', 'not-found']);
const TERMINAL: ReadonlySet<SessionState> = new Set(['kicked', 'unauthorized', 'banned', 'closed']);

export const isTerminal = (state: SessionState | undefined): boolean => state !== undefined && TERMINAL.has(state);

/** Holds one connection as long as it may: connects, waits, comes again, gives up where it must. */
export class Session {
  readonly #ctx: Context;
  readonly #parts: SessionParts;
  readonly #heartbeat: Heartbeat;
  #running = false;
  #attempts = 0;
  #refused = 0;
  #since = 0;
  #timer: unknown;
  #stop: AbortController | undefined;
  /** What came before the answer to `connect`. */
  #early: EngineBatch[] = [];
  #exits: (() => void)[] = [];
  /** Why it ended, while the state is terminal. */
  error: ImError | undefined;

  constructor(ctx: Context, parts: SessionParts) {
    this.#ctx = ctx;
    this.#parts = parts;
    this.#heartbeat = new Heartbeat(ctx, parts.heartbeat, (error) => this.#failed(error));
  }

  get state(): SessionState {
    return this.#ctx.store.get('session', 'self')?.state ?? 'idle';
  }

  get running(): boolean {
    return this.#running;
  }

  /** Begins to connect. Called again: nothing happens. */
  begin(): void {
    if (this.#running) return;
    const { engine, env } = this.#ctx;
    this.#running = true;
    this.#attempts = this.#refused = 0;
    this.error = undefined;
    this.#exits = [
      engine.subscribe((batch) => this.#batch(batch)),
      env.network.subscribe(() => this.#network()),
      env.visible.subscribe(() => this.#seen()),
    ];
    this.set({ leader: true });
    this.#schedule();
  }

  /** Lets go by our own wish. Resolves when the back end has. */
  async end(options: { readonly logout?: boolean; readonly reason?: string } = {}): Promise<void> {
    const held = this.#running || options.logout;
    this.#release();
    this.set({
      state: 'idle',
      sync: 'none',
      reason: options.reason ?? (this.state === 'idle' ? this.#ctx.store.get('session', 'self')?.reason : undefined),
      left: undefined,
      retryAt: undefined,
      leader: false,
    });
    if (held) await this.#disconnect(options.logout);
  }

  /** A call was refused as unauthorized. */
  rejected(error: ImError): void {
    if (this.state === 'connected') this.#failed(error);
  }

  set(patch: Partial<Record>): void {
    this.#ctx.store.commit('local', (writer) => {
      const before = this.#ctx.store.get('session', 'self');
      if (before) writer.patch('session', 'self', patch);
      else writer.put('session', 'self', { state: 'idle', sync: 'none', clockOffset: 0, leader: false, ...patch });
    });
  }

  #batch(batch: EngineBatch): void {
    if (!this.#running) return;
    this.#heartbeat.heard();
    if (this.#stop) {
      this.#early.push(batch);
      return;
    }
    this.#parts.batch(batch);
    for (const event of batch.events) {
      if (event.type === 'session-ended') this.#finish(event.why, event.reason, new ImError(codeOf(event.why)));
      else if (event.type === 'disconnected') this.#failed(event.error ?? new ImError('not-connected'));
    }
  }

  #schedule(reason?: string, least = 0): void {
    const { env } = this.#ctx;
    const retrying = this.#attempts > 0 || this.#since > 0;
    env.clearTimeout(this.#timer);
    if (!env.network.value) {
      this.set({ state: 'offline', reason, retryAt: undefined, sync: 'none', left: undefined });
      return;
    }
    const wait = Math.max(least, backoff(this.#attempts++, env.random));
    const state = retrying ? 'reconnecting' : 'connecting';
    this.set({ state, reason, sync: 'none', left: undefined, retryAt: wait > 0 ? env.now() + wait : undefined });
    this.#timer = env.setTimeout(() => void this.#connect(), wait);
  }

  async #connect(): Promise<void> {
    const { engine, env, store } = this.#ctx;
    const stop = new AbortController();
    this.#stop = stop;
    this.#early = [];
    this.set({ retryAt: undefined });
    try {
      const user = await withLimit(env, CONNECT_LIMIT, 'connect', (signal) => this.#signIn(signal), stop);
      if (this.#stop !== stop) return;
      if (user.id !== this.#parts.credentials.userId)
        throw new ImError('unauthorized', { field: 'credentials.userId', message: `the token is for ${user.id}` });
      this.#stop = undefined;
      this.#since = env.now();
      store.commit('remote', (writer) => {
        writer.put('user', user.id, { ...store.get('user', user.id), ...user });
        writer.patch('session', 'self', { state: 'connected', reason: undefined, userId: user.id });
        writer.put('meta', 'limits', { value: JSON.stringify(engine.info.limits) });
      });
      this.#heartbeat.start();
      this.#parts.connected();
      for (const batch of this.#early.splice(0)) this.#batch(batch);
    } catch (error) {
      // Another attempt, or the end, has taken over; what failed was told to stop.
      if (this.#stop !== stop) return;
      void engine.disconnect().catch(() => undefined);
      this.#failed(toImError(error));
    }
  }

  async #signIn(signal: AbortSignal) {
    const device = await this.#parts.device();
    const cursor = this.#ctx.store.get('meta', 'cursor')?.value;
    const { userId, guest } = this.#parts.credentials;
    return this.#ctx.engine.connect(
      { userId, guest, token: (options) => this.#token(options?.signal ?? signal) },
      { device, cursor, signal },
    );
  }

  async #token(signal: AbortSignal): Promise<string> {
    let token: unknown;
    try {
      token = await this.#parts.credentials.token({ signal });
    } catch (cause) {
      if (isImError(cause)) throw cause;
      throw new ImError('not-connected', { retry: 'backoff', message: 'the token provider failed', cause });
    }
    if (typeof token === 'string' && token !== '') return token;
    throw new ImError('unauthorized', { field: 'credentials.token', message: 'the token provider gave no token' });
  }

  /** What an error means for good; undefined where another attempt may help. */
  #endOf(error: ImError): Ended | undefined {
    const badCursor = error.code === 'invalid' && error.field === 'cursor';
    if (badCursor) this.#ctx.store.commit('local', (w) => w.remove('meta', 'cursor'));
    else if (FINAL.has(error.code)) return endOf(error);
    return error.code === 'unauthorized' && ++this.#refused >= TOKENS ? 'unauthorized' : undefined;
  }

  /** The connection broke, or did not come about. */
  #failed(error: ImError): void {
    if (!this.#running) return;
    const { env, log } = this.#ctx;
    const stood = this.state === 'connected';
    this.#drop();
    if (stood && env.now() - this.#since >= GOOD) this.#attempts = this.#refused = 0;
    log('warn', stood ? 'disconnected' : 'connect-failed', { code: error.code, field: error.field });
    const end = this.#endOf(error);
    if (end) {
      this.#finish(end, error.code, error);
      return;
    }
    this.#schedule(error.code, error.retryAfter);
    if (stood) void this.#disconnect();
  }

  #finish(why: Ended, reason: string | undefined, error: ImError): void {
    if (!this.#running) return;
    this.error = error;
    this.#release();
    this.set({ state: why, reason: reason ?? why, sync: 'none', left: undefined, retryAt: undefined });
    this.#ctx.log('error', 'session-ended', { why });
    this.#ctx.emit('session-ended', { why, ...(reason !== undefined && { reason }) });
    void this.#disconnect();
  }

  #release(): void {
    this.#running = false;
    this.#since = 0;
    for (const exit of this.#exits.splice(0)) exit();
    this.#drop();
  }

  /** Nothing of the present connection, or attempt, counts any more; the caller says what state follows. */
  #drop(): void {
    const stop = this.#stop;
    const was = this.state === 'connected';
    this.#stop = undefined;
    this.#ctx.env.clearTimeout(this.#timer);
    this.#heartbeat.stop();
    stop?.abort();
    if (was) this.#parts.lost();
  }

  async #disconnect(logout?: boolean): Promise<void> {
    const { engine, env } = this.#ctx;
    await withLimit(env, LETTING_GO_LIMIT, 'disconnect', () => engine.disconnect({ logout })).catch((error: unknown) =>
      this.#ctx.log('warn', 'disconnect-failed', { error: String(error) }),
    );
  }

  #network(): void {
    if (!this.#running) return;
    if (this.#ctx.env.network.value) {
      if (this.state === 'offline') this.#now();
    } else if (this.state !== 'offline') {
      const held = this.state === 'connected' || this.#stop !== undefined;
      this.#drop();
      if (held) void this.#disconnect();
      this.#schedule();
    }
  }

  #seen(): void {
    if (!this.#running || !this.#ctx.env.visible.value) return;
    if (this.state === 'connected') this.#heartbeat.check();
    else if (this.state === 'reconnecting' && !this.#stop) this.#now();
  }

  #now(): void {
    this.#attempts = 0;
    this.#schedule();
  }
}

const endOf = ({ code }: ImError): Ended => (code === 'kicked' || code === 'banned' ? code : 'closed');
const codeOf = (why: Ended) => (why === 'closed' ? 'not-connected' : why);
