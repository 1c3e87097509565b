import type { CallOptions, ConnectOptions, Credentials, EngineBatch, EngineEvent } from '../../core/engine/index.js';
import { ImError, type User } from '../../core/model/index.js';
import { learn } from './abilities.js';
import { tencentError } from './errors.js';
import { type EventContext, listeners } from './events/index.js';
import { readUser } from './facets/users.js';
import { aborted, notConnected, orStopped } from './guard.js';
import { createSdk, destroySdk, loadSdk, restSdk } from './loading.js';
import type { TencentOptions } from './options.js';
import { nowBy } from './outgoing.js';
import { Pace } from './pace.js';
import { forgetPins } from './pins.js';
import { holdRooms, roomsOf } from './rooms.js';
import type { Answered, Sdk, SdkEvent } from './sdk.js';
import { askForToken, limited, signIn } from './sign-in.js';
import { forgetLines } from './unread.js';
import { gate, orLost, sleep } from './waiting.js';

type State = 'opening' | 'up' | 'lost' | 'over';

/** Milliseconds that a living SDK has to find its line again, and between two pokes at it. */
const WAKE_MS = 2_500;
const POKE_MS = 500;
const GONE_MS = 3_000;
/** Longer than whoever comes back waits between two tries. */
const REST_MS = 90_000;
/** Asked too often: nothing has gone out. */
const BUSY: unknown = 2_996;
const BUSY_MS = 1_100;
const BUSY_TRIES = 4;

/** One person on one SDK, from `create` to `destroy`. Lost lines are found again by the same SDK: it cannot be had twice. */
export class Session {
  readonly userId: string;
  readonly sdk: Sdk;
  /** Has not signed in. */
  readonly isGuest: boolean;
  readonly #options: TencentOptions;
  readonly #emit: (batch: EngineBatch) => void;
  readonly #pace = new Pace();
  readonly #kept = new Map<string, unknown>();
  readonly #ends: (() => void)[] = [];
  #state: State = 'opening';
  #line = new AbortController();
  #synced = gate();
  #gone: Promise<unknown> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** What came before our caller was ready to hear. */
  #waiting: EngineEvent[][] | undefined = [];

  private constructor(
    sdk: Sdk,
    { userId, guest }: Credentials,
    options: TencentOptions,
    emit: (batch: EngineBatch) => void,
  ) {
    this.sdk = sdk;
    this.userId = userId;
    this.isGuest = guest === true;
    this.#options = options;
    this.#emit = emit;
  }

  static open(
    credentials: Credentials,
    connect: ConnectOptions,
    options: TencentOptions,
    emit: (batch: EngineBatch) => void,
  ): Promise<{ readonly session: Session; readonly user: User }> {
    return limited(connect.signal, async (signal) => {
      const token = credentials.guest ? '' : await orStopped(askForToken(credentials, { signal }), signal);
      const loaded = await orStopped(loadSdk(options), signal);
      const sdk = await orStopped(createSdk(options, loaded), signal);
      const session = new Session(sdk, credentials, options, emit);
      try {
        session.#listen();
        if (credentials.guest) return { session: session.#listening(), user: { id: credentials.userId } };
        await orStopped(signIn(sdk, credentials.userId, token), signal);
        session.#state = 'up';
        await orStopped(learn(session), signal);
        const profile = await session.call((one) => one.getMyProfile(), { signal });
        return { session, user: { ...readUser(profile), id: credentials.userId } };
      } catch (error) {
        void session.close();
        throw error;
      }
    });
  }

  /** Nobody signs in, and there is nothing to catch up with. */
  #listening(): this {
    this.#state = 'up';
    this.#synced.open();
    return this;
  }

  /** The server's clock, as far as it is known, in milliseconds. */
  now(): number {
    return this.isGuest ? Date.now() : nowBy(this.sdk);
  }

  get isUp(): boolean {
    return this.#state === 'up';
  }
  get isLost(): boolean {
    return this.#state === 'lost';
  }

  async call<T>(work: (sdk: Sdk) => Answered<T>, { signal }: CallOptions = {}, pace?: string): Promise<T> {
    if (this.#state !== 'up') throw notConnected();
    if (signal?.aborted) throw aborted();
    const line = this.#line.signal;
    if (pace) await this.#pace.turn(pace, signal);
    if (line.aborted) throw notConnected();
    const answer = await this.#ask(work, line, signal);
    // The SDK says nothing else where it does not like an argument.
    if (!answer) throw new ImError('invalid', { message: 'the SDK takes no such call', engine: { name: 'tencent' } });
    return answer.data;
  }

  /** The SDK asks for things by itself, out of the same allowance: what it has no room for goes out a little later. */
  async #ask<T>(work: (sdk: Sdk) => Answered<T>, line: AbortSignal, signal?: AbortSignal, left = BUSY_TRIES) {
    for (let tries = left; ; tries--) {
      try {
        return await orStopped(orLost(Promise.resolve(work(this.sdk)), line), signal);
      } catch (error) {
        const own = tencentError(error);
        if (own.engine?.code !== BUSY || tries === 0) throw own;
      }
      await orLost(sleep(BUSY_MS, signal), line);
    }
  }

  async settled(options?: CallOptions): Promise<void> {
    if (!this.isGuest) await this.call((sdk) => sdk.getAllReceiveMessageOpt(), options);
    await orStopped(orLost(this.#synced.promise, this.#line.signal), options?.signal);
  }

  kept<T>(name: string, make: () => T): T {
    if (!this.#kept.has(name)) this.#kept.set(name, make());
    return this.#kept.get(name) as T;
  }

  emit(events: readonly EngineEvent[]): void {
    if (events.length === 0 || this.#state === 'lost' || this.#state === 'over') return;
    if (this.#waiting) this.#waiting.push([...events]);
    else this.#emit({ events });
  }

  /** After our caller has this session for its own: what came meanwhile is told, in order. */
  release(): void {
    if (!this.isUp) return;
    const offset = this.now() - Date.now();
    // The server says seconds: what is below one is not known.
    const events: EngineEvent[] = [{ type: 'clock', offset: Math.abs(offset) < 1_000 ? 0 : Math.round(offset) }];
    this.#emit({ events: [...events, { type: 'sync', phase: 'started', full: true }] });
    const line = this.#line.signal;
    orLost(this.#synced.promise, line).then(
      () => {
        // Lists that are asked for now hold what came meanwhile; rows that changed since are told all the same.
        for (const batch of this.#waiting ?? []) this.#emit({ events: batch });
        this.#waiting = undefined;
        this.#emit({ events: [{ type: 'sync', phase: 'finished' }] });
      },
      () => undefined,
    );
  }

  /** Its line was lost, and nobody asks for it now: it stays for a while, for without a line the SDK takes 15 seconds to go. */
  rest(): void {
    this.#stay();
    restSdk(this.#options.sdkAppId, () => this.close());
    this.#rest = setTimeout(() => void this.close(), REST_MS);
  }

  #stay(): void {
    clearTimeout(this.#rest);
    restSdk(this.#options.sdkAppId, undefined);
  }

  /** Once more the same person, whose line was lost. The SDK looks for it by itself, but only when it is asked for something. */
  async wake(options: CallOptions): Promise<void> {
    this.#stay();
    if (globalThis.navigator?.onLine === false) throw notConnected('the browser is offline');
    const until = performance.now() + WAKE_MS;
    const found = gate();
    const poke = () =>
      void this.sdk.getAllReceiveMessageOpt().then(
        () => found.open(),
        () => undefined,
      );
    while (!found.isOpen()) {
      if (performance.now() > until) throw notConnected();
      if (this.#state === 'over') throw notConnected();
      poke();
      await Promise.race([sleep(POKE_MS, options.signal), found.promise]);
    }
    // It answers before it has signed in anew, and what is said until then is told to nobody: only after that a list is whole.
    await limited(options.signal, () => this.#synced.promise).catch((error: ImError) => {
      // Found, and not signed in: a new one is needed.
      if (error.code === 'timeout') void this.close();
      throw error;
    });
    if (this.#state === 'over' || !this.#synced.isOpen()) throw notConnected();
    this.#line = new AbortController();
    this.#waiting = [];
    this.#state = 'up';
  }

  async close(): Promise<void> {
    this.#over();
    // Who has not signed in stays in his rooms, and is there for ever: the SDK forgets them at signing out alone.
    if (!this.#gone && this.isGuest)
      for (const id of roomsOf(this).keys()) this.sdk.quitGroup(id).catch(() => undefined);
    this.#gone ??= destroySdk(this.#options.sdkAppId, this.sdk);
    await Promise.race([this.#gone, sleep(GONE_MS)]);
  }

  #over(): void {
    this.#state = 'over';
    this.#stay();
    this.#line.abort();
    for (const end of this.#ends.splice(0)) end();
  }

  #on(event: string, hear: (event: SdkEvent) => void): void {
    this.sdk.on(event, hear);
    this.#ends.push(() => this.sdk.off(event, hear));
  }

  #listen(): void {
    this.#on('netStateChange', ({ data }) => this.#netChanged(String((data as { state?: unknown })?.state)));
    this.#on('kickedOut', ({ data }) => this.#kicked(String((data as { type?: unknown })?.type)));
    this.#on('onConversationListUpdated', (event) => {
      if ((event as { isSyncCompleted?: unknown }).isSyncCompleted === true) this.#synced.open();
    });
    const parts: Omit<EventContext, 'soon'> = {
      self: this.userId,
      now: () => this.now(),
      kept: (name, make) => this.kept(name, make),
      call: (work, options, pace) => this.call(work, options, pace),
      emit: (events) => this.emit(events),
    };
    for (const [name, read] of Object.entries(listeners)) {
      const soon = (work: () => void) => queueMicrotask(() => this.#reported(name, work));
      const context: EventContext = { ...parts, soon };
      this.#on(name, ({ data }) => {
        // Until the list is whole its rows count nothing as unread, as if all had been read.
        if (name === 'onConversationListUpdated' && !this.#synced.isOpen()) return;
        this.#reported(name, () => this.emit(read(data as never, context)));
      });
    }
  }

  #reported(name: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.report?.(`broken ${name}: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
  }

  /** `connecting`: what is said until it has signed in anew is told to nobody, however soon that is. */
  #netChanged(state: string): void {
    if (state === 'connected') return;
    if (this.#state === 'up') this.#lost(notConnected('the connection to Tencent was lost'));
    else if (this.#state === 'lost' && this.#synced.isOpen()) this.#synced = gate();
  }

  #lost(error: ImError): void {
    this.#state = 'lost';
    forgetLines(this);
    holdRooms(this);
    forgetPins(this);
    this.#synced = gate();
    this.#line.abort();
    this.#emit({ events: [{ type: 'disconnected', error }] });
    this.#waiting = undefined;
  }

  #kicked(type: string): void {
    if (this.#state === 'opening' || this.#state === 'over') return;
    void this.close();
    if (type === 'userSigExpired') {
      const words = { message: 'the userSig has expired', engine: { name: 'tencent', code: 70_001 } } as const;
      this.#emit({ events: [{ type: 'disconnected', error: new ImError('unauthorized', words) }] });
    } else this.#emit({ events: [{ type: 'session-ended', why: 'kicked', reason: type }] });
  }
}
