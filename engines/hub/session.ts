import type { ConnectOptions, Credentials, EngineBatch, EngineEvent } from '../../core/engine/index.js';
import { ImError, isImError, type User } from '../../core/model/index.js';
import { type OpName, type Ops, PROTOCOL, type ServerFrame, type Welcome } from '../../hub/protocol/index.js';
import { CALL_TIMEOUT, Calls, type Clock } from './calls.js';
import { readUser } from './codec.js';
import { aborted, fromPort, notConnected } from './errors.js';
import { hasRare, isRareSignal, loadRareEvents, needsRare, readEvents, readSignal } from './events.js';
import type { HubPort, OpenPort } from './port.js';

export interface SessionOptions {
  readonly open: OpenPort;
  readonly clock: Clock;
  readonly report: (what: string) => void;
  readonly emit: (batch: EngineBatch) => void;
}

type Push = Extract<ServerFrame, { push: unknown }>;

/** Milliseconds until a part that could not be loaded is asked for again. */
const AGAIN = 2_000;

/** One sign-in: from an open port to its close. Never used twice. */
export class HubSession {
  readonly #options: SessionOptions;
  readonly #calls: Calls;
  readonly #port: HubPort;
  readonly #gone: Promise<void>;
  /** What there is to tell, in order: our owner is to be ready for it, and the part that reads it to be there. */
  readonly #queue: { readonly tell: () => void; readonly rare: boolean }[] = [];
  #released = false;
  #waits = false;
  /** Catch-up ends here; undefined when it has ended. */
  #syncTo: number | undefined;
  /** Nobody needs to be told of the close: it was asked for, or said with better words. */
  #quiet = false;
  #why: ImError | undefined;

  private constructor(port: HubPort, options: SessionOptions) {
    this.#options = options;
    this.#port = port;
    this.#calls = new Calls((frame) => port.send(frame), options.clock);
    this.#gone = new Promise((resolve) => {
      port.onClose((reason) => {
        this.#closed(reason);
        resolve();
      });
    });
    port.onFrame((frame) => this.#frame(frame));
  }

  static async start(
    credentials: Credentials,
    connect: ConnectOptions,
    options: SessionOptions,
  ): Promise<{ session: HubSession; user: User; welcome: Welcome; sentAt: number }> {
    const limit = withLimit(connect.signal, options.clock);
    let session: HubSession | undefined;
    try {
      const token = await limit.race(askForToken(credentials, limit.signal));
      const port = await limit.race(reach(options.open, limit.signal));
      session = new HubSession(port, options);
      const cursor = connect.cursor === undefined ? undefined : Number(connect.cursor);
      const hello = { protocol: PROTOCOL, token, device: connect.device, cursor };
      const sentAt = options.clock.now();
      const welcome = await limit.race(session.#calls.call('session.hello', hello));
      check(welcome, credentials);
      return { session, user: readUser(welcome.user), welcome, sentAt };
    } catch (error) {
      session?.port.close();
      throw session?.ended ?? fromPort(error);
    } finally {
      limit.done();
    }
  }

  call = <O extends OpName>(op: O, args: Ops[O]['args'], options?: { readonly signal?: AbortSignal }) =>
    this.#calls.call(op, args, options);

  get port(): HubPort {
    return this.#port;
  }

  /** Why the hub ended it, where it said so. */
  get ended(): ImError | undefined {
    return this.#why;
  }

  /** After the engine has taken this session for its own: what came meanwhile is told, in order. */
  release(welcome: Welcome, cursor: string | undefined, sentAt: number): void {
    const { clock, emit } = this.#options;
    const now = clock.now();
    const events: EngineEvent[] = [{ type: 'clock', offset: Math.round(welcome.time - (sentAt + now) / 2) }];
    const full = welcome.sync === 'full';
    const behind = !full && welcome.cursor > Number(cursor);
    events.push({ type: 'sync', phase: 'started', ...(full && { full }) });
    if (behind) this.#syncTo = welcome.cursor;
    else events.push({ type: 'sync', phase: 'finished' });
    emit({ events, cursor: behind ? cursor : String(welcome.cursor) });
    this.#released = true;
    this.#flush();
  }

  async close(logout = false): Promise<void> {
    this.#quiet = true;
    // A hub that cannot be told forgets the device by itself in time.
    if (logout) await this.#calls.call('session.logout', {}).catch(() => undefined);
    this.#port.close();
    await this.#gone;
  }

  #frame(frame: unknown): void {
    const known = (typeof frame === 'object' && frame !== null ? frame : {}) as Partial<Record<string, unknown>>;
    if (this.#calls.answer(frame)) return;
    if (Array.isArray(known.push) && typeof known.cursor === 'number') {
      const push = frame as Push;
      this.#later(() => this.#push(push), needsRare(push.push));
    } else if (isObject(known.signal)) {
      const { signal } = frame as Extract<ServerFrame, { signal: unknown }>;
      this.#later(() => this.#signal(signal), isRareSignal(signal));
    } else if (isObject(known.bye)) {
      this.#bye((frame as Extract<ServerFrame, { bye: unknown }>).bye);
    } else {
      this.#options.report('a frame that is none');
    }
  }

  #push({ push, cursor, left }: Push): void {
    const { emit, report } = this.#options;
    const until = this.#syncTo;
    const events = readEvents(push, until === undefined ? 'live' : 'catch-up', report);
    if (until !== undefined) {
      const over = left === 0 || cursor >= until;
      if (over) this.#syncTo = undefined;
      else events.unshift({ type: 'sync', phase: 'started', left });
      if (over) events.push({ type: 'sync', phase: 'finished' });
    }
    emit({ events, cursor: String(cursor) });
  }

  #signal(signal: Extract<ServerFrame, { signal: unknown }>['signal']): void {
    const event = readSignal(signal, this.#options.report);
    if (event) this.#options.emit({ events: [event] });
  }

  /** A token that ran out is no end: the core asks for a new one and comes again. */
  #bye({ why, reason }: Extract<ServerFrame, { bye: unknown }>['bye']): void {
    const final = why === 'kicked' || why === 'banned';
    this.#why = new ImError(final || why === 'unauthorized' ? why : 'not-connected', {
      message: `the hub said ${why}${reason === undefined ? '' : `: ${reason}`}`,
      engine: { name: 'hub', code: why },
    });
    if (final) this.#last({ type: 'session-ended', why, reason });
  }

  #closed(reason: string): void {
    const error = this.#why ?? notConnected(`the connection to the hub closed: ${reason}`);
    this.#calls.close(error.code === 'not-connected' ? error : notConnected(error.message, error));
    this.#last({ type: 'disconnected', error });
  }

  /** One last word, unless the end was asked for. */
  #last(event: EngineEvent): void {
    // What could not be read comes again with the next connection: the cursor stands before it.
    if (this.#waits) this.#queue.length = 0;
    this.#later(() => {
      if (this.#quiet) return;
      this.#quiet = true;
      this.#options.emit({ events: [event] });
    });
  }

  #later(tell: () => void, rare = false): void {
    this.#queue.push({ tell, rare });
    this.#flush();
  }

  /** Nothing is told out of its turn: what cannot be read yet holds up the rest. */
  #flush(): void {
    if (!this.#released) return;
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      if (next.rare && !hasRare()) {
        this.#fetch();
        return;
      }
      this.#queue.shift();
      next.tell();
    }
  }

  #fetch(): void {
    if (this.#waits) return;
    this.#waits = true;
    const again = () => {
      this.#waits = false;
      this.#flush();
    };
    loadRareEvents().then(again, () => this.#options.clock.setTimeout(again, AGAIN));
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** A port that opens too late is closed again. Whatever keeps it from opening, there is no connection. */
const reach = async (open: OpenPort, signal: AbortSignal): Promise<HubPort> => {
  try {
    const port = await open({ signal });
    if (signal.aborted) port.close();
    return port;
  } catch (error) {
    if (isImError(error) || signal.aborted) throw error;
    throw notConnected(error instanceof Error ? error.message : 'no hub answers', error);
  }
};

const askForToken = async (credentials: Credentials, signal: AbortSignal): Promise<string> => {
  try {
    const token = await credentials.token({ signal });
    if (typeof token === 'string' && token !== '') return token;
  } catch (cause) {
    if (isImError(cause)) throw cause;
    throw new ImError('not-connected', { retry: 'backoff', message: 'the token provider failed', cause });
  }
  throw new ImError('unauthorized', { field: 'credentials.token', message: 'the token provider gave no token' });
};

const check = (welcome: Welcome | undefined, credentials: Credentials): void => {
  const id = welcome?.user?.id;
  if (typeof id !== 'string' || !welcome?.limits || typeof welcome.cursor !== 'number')
    throw new ImError('engine', { message: 'the hub answered hello with something else', engine: { name: 'hub' } });
  if (id !== credentials.userId)
    throw new ImError('unauthorized', { field: 'credentials.userId', message: 'the token is for another user' });
};

/** The caller's signal and our own time limit as one. */
const withLimit = (outer: AbortSignal | undefined, clock: Clock) => {
  const controller = new AbortController();
  const { promise, reject } = deferred();
  const end = (error: ImError) => {
    reject(error);
    controller.abort(error);
  };
  const stop = () => end(aborted());
  const timer = clock.setTimeout(
    () => end(new ImError('timeout', { message: `no connection in ${CALL_TIMEOUT} ms` })),
    CALL_TIMEOUT,
  );
  if (outer?.aborted) stop();
  outer?.addEventListener('abort', stop);
  return {
    signal: controller.signal,
    race: <T>(work: Promise<T>): Promise<T> => Promise.race([work, promise]),
    done: () => {
      clock.clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
};

const deferred = () => {
  let reject: (error: ImError) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  promise.catch(() => {});
  return { promise, reject };
};
