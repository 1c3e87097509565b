import type {
  ConnectOptions,
  Credentials,
  DirectoryFacet,
  Engine,
  EngineBatch,
  EngineInfo,
  GroupFacet,
  MediaFacet,
  SearchFacet,
} from '../../core/engine/index.js';
import { ImError, type User } from '../../core/model/index.js';
import { lacks } from './abilities.js';
import { KINDS } from './can.js';
import { BUNDLE_BYTES, MOST_MERGED } from './content/merged.js';
import { blockFacet } from './facets/blocks.js';
import { commandFacet } from './facets/commands.js';
import { contactFacet } from './facets/contacts.js';
import { conversationFacet } from './facets/conversations.js';
import { DELETES, deletionFacet } from './facets/deletion.js';
import { editFacet } from './facets/edits.js';
import { EXTENSION_KEY, EXTENSION_VALUE, EXTENSIONS, extensionFacet } from './facets/extensions.js';
import { directoryFacet } from './facets/finding.js';
import { groupFacet } from './facets/groups.js';
import { FILE_BYTES, IMAGE_BYTES, mediaFacet } from './facets/media.js';
import { HISTORY_PAGE, messageFacet } from './facets/messages.js';
import { PINS, pinFacet } from './facets/pins.js';
import { MOST_WATCHED, presenceFacet } from './facets/presence.js';
import { reactionFacet } from './facets/reactions.js';
import { recallFacet } from './facets/recall.js';
import { receiptFacet } from './facets/receipts.js';
import { roomFacet } from './facets/rooms.js';
import { rowFacet } from './facets/rows.js';
import { searchFacet } from './facets/search.js';
import { settingsFacet } from './facets/settings.js';
import { signalFacet } from './facets/signals.js';
import { spaceFacet } from './facets/spaces.js';
import { streamFacet } from './facets/streams.js';
import { tagFacet } from './facets/tags.js';
import { HEARD, transcriptionFacet, translationFacet } from './facets/translation.js';
import { typingFacet } from './facets/typing.js';
import { USERS_PER_FETCH, userFacet } from './facets/users.js';
import { notConnected } from './guard.js';
import type { Link } from './link.js';
import { offers } from './offers.js';
import type { TencentOptions } from './options.js';
import { MOST_BYTES } from './outgoing.js';
import { canAsGuest } from './room-rights.js';
import { MOST_WORDS } from './search-query.js';
import { Session } from './session.js';
import { LEVELS } from './silence.js';

/** Speaks through the vendor's own SDK, which is loaded with the first `connect`. */
export class TencentEngine implements Engine {
  readonly info: EngineInfo = {
    name: 'tencent',
    limits: {
      recallSeconds: 120,
      contentBytes: MOST_BYTES,
      bundleBytes: BUNDLE_BYTES,
      mergedMessages: MOST_MERGED,
      historyPage: HISTORY_PAGE,
      usersPerFetch: USERS_PER_FETCH,
      pins: PINS,
      searchWords: MOST_WORDS,
      watched: MOST_WATCHED,
      fileBytes: FILE_BYTES,
      imageBytes: IMAGE_BYTES,
      heardFiles: HEARD,
      deletes: DELETES,
      extensions: EXTENSIONS,
      extensionKey: EXTENSION_KEY,
      extensionValue: EXTENSION_VALUE,
      silences: 1,
      levels: LEVELS,
    },
    kinds: KINDS,
    nativeContent: 'all',
    echo: 'client-id',
    reads: 'conversation',
    ordering: { direct: 'time', group: 'seq', channel: 'seq', room: 'seq' },
  };
  readonly #options: TencentOptions;
  readonly #listeners = new Set<(batch: EngineBatch) => void>();
  #session: Session | undefined;
  #connecting: { readonly promise: Promise<User>; readonly stop: AbortController } | undefined;

  constructor(options: TencentOptions) {
    this.#options = options;
    const could = offers(options, (action) => this.#session?.isUp === true && lacks(this.#session, action));
    this.can = (action, ...of) =>
      this.#session?.isGuest ? canAsGuest(action, could(action, ...of)) : could(action, ...of);
    this.media = mediaFacet(this.#link, options.uploadPlugin !== undefined);
    this.groups = groupFacet(this.#link, options.search === true);
    if (!options.search) return;
    this.search = searchFacet(this.#link);
    this.directory = directoryFacet(this.#link);
  }

  readonly #link: Link = {
    self: () => this.#up().userId,
    now: () => this.#up().now(),
    isGuest: () => this.#session?.isGuest === true,
    call: async (work, options, pace) => this.#up().call(work, options, pace),
    settled: async (options) => this.#up().settled(options),
    kept: (name, make) => this.#up().kept(name, make),
    emit: (events) => this.#session?.emit(events),
  };

  readonly messages = messageFacet(this.#link);
  readonly conversations = conversationFacet(this.#link);
  readonly recall = recallFacet(this.#link);
  readonly edits = editFacet(this.#link);
  readonly extensions = extensionFacet(this.#link);
  readonly reactions = reactionFacet(this.#link);
  readonly pins = pinFacet(this.#link);
  readonly deletion = deletionFacet(this.#link);
  readonly media: MediaFacet;
  readonly receipts = receiptFacet(this.#link);
  readonly commands = commandFacet(this.#link);
  readonly signals = signalFacet(this.#link);
  readonly streams = streamFacet(this.#link);
  readonly typing = typingFacet(this.#link);
  readonly users = userFacet(this.#link);
  readonly rooms = roomFacet(this.#link);
  readonly spaces = spaceFacet(this.#link);
  readonly rows = rowFacet(this.#link);
  readonly tags = tagFacet(this.#link);
  readonly groups: GroupFacet;
  /** With the option `search`. */
  readonly search?: SearchFacet;
  readonly directory?: DirectoryFacet;
  readonly contacts = contactFacet(this.#link);
  readonly blocks = blockFacet(this.#link);
  readonly presence = presenceFacet(this.#link);
  readonly settings = settingsFacet(this.#link);
  readonly translation = translationFacet(this.#link);
  readonly transcription = transcriptionFacet(this.#link);

  readonly can: Engine['can'];

  /** Called again while under way: the same promise. While connected: rejects `conflict`. */
  connect(credentials: Credentials, options: ConnectOptions): Promise<User> {
    const under = this.#connecting;
    if (under && !under.stop.signal.aborted) return under.promise;
    // One that was stopped is on its way out.
    const out = under?.promise.catch(() => undefined);
    if (out) return out.then(() => this.connect(credentials, options));
    if (this.#session?.isUp)
      return Promise.reject(new ImError('conflict', { message: 'already connected; disconnect first' }));
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

  /** The SDK of a line that was lost stays for a while, for who comes back. */
  async disconnect({ logout }: { readonly logout?: boolean } = {}): Promise<void> {
    const under = this.#connecting;
    under?.stop.abort();
    await under?.promise.catch(() => undefined);
    const session = this.#session;
    if (session?.isLost && !session.isGuest && !logout) return session.rest();
    this.#session = undefined;
    await session?.close();
  }

  subscribe(listener: (batch: EngineBatch) => void): () => void {
    // A listener given twice hears twice, and each way out ends one of them.
    const own = (batch: EngineBatch) => listener(batch);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  async ping(options?: { readonly signal?: AbortSignal }): Promise<number> {
    const session = this.#up();
    if (!session.isGuest) await session.call((sdk) => sdk.getAllReceiveMessageOpt(), options);
    return session.now();
  }

  #up(): Session {
    if (!this.#session?.isUp) throw notConnected();
    return this.#session;
  }

  async #connect(credentials: Credentials, options: ConnectOptions): Promise<User> {
    const old = this.#session;
    if (old?.isLost && !old.isGuest && old.userId === credentials.userId) return this.#again(old, options);
    this.#session = undefined;
    await old?.close();
    let own: Session | undefined;
    const emit = (batch: EngineBatch) => {
      const over = batch.events.some(({ type }) => type === 'session-ended');
      const signedOut = batch.events.some((one) => one.type === 'disconnected' && one.error?.code === 'unauthorized');
      if ((over || signedOut) && this.#session === own) this.#session = undefined;
      this.#emit(batch);
    };
    const { session, user } = await Session.open(credentials, options, this.#options, emit);
    own = session;
    this.#session = session;
    // Our caller hears of the sign-in first, of what follows from it then.
    queueMicrotask(() => queueMicrotask(() => session.release()));
    return user;
  }

  async #again(session: Session, options: ConnectOptions): Promise<User> {
    await session.wake(options);
    queueMicrotask(() => queueMicrotask(() => session.release()));
    const [user] = await this.users.fetch([session.userId], options).catch(() => []);
    return user ?? { id: session.userId };
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
