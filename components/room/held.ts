import {
  type Client,
  type ConversationId,
  type Key,
  type List,
  type Message,
  type MessageId,
  oldestPlaced,
  pagesOf,
  type Store,
  sliceOf,
} from '../../core/index.js';

/** Others in place of some of an object's own; methods keep the object that they are of, which has private fields. */
const over = <T extends object>(target: T, own: Readonly<Record<string, unknown>>): T =>
  new Proxy(target, {
    get(_, name) {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

interface Frozen {
  readonly timeline: unknown;
  readonly lists: ReadonlyMap<string, List>;
  readonly messages: ReadonlyMap<MessageId, Message>;
  readonly first: MessageId | undefined;
}

/**
 * A live room as one reader has it: a client whose transcript stands still while he reads what was said before, however
 * fast the room goes on and forgets. What becomes of a message that is shown, such as a recall, shows all the same.
 */
export class Held {
  readonly client: Client;
  readonly #real: Client;
  readonly #talk: ConversationId;
  readonly #changed: () => void;
  #frozen: Frozen | undefined;
  #leave: (() => void) | undefined;
  #last: MessageId | undefined;
  #shed = 0;
  #count = 0;

  /** `changed`: another number of new ones, or one's own message goes out. */
  constructor(client: Client, talk: ConversationId, changed: () => void) {
    this.#real = client;
    this.#talk = talk;
    this.#changed = changed;
    const { messages, receipts } = client;
    const older = async (id: ConversationId): Promise<boolean> => {
      const more = await messages.older(id);
      this.#again();
      return more;
    };
    this.client = over(client, {
      store: this.#storeOver(client.store),
      // What a room has forgotten is not asked for.
      messages: over(messages, { older, newer: async () => false }),
      // Nobody counts what is unread in a live room.
      receipts: over(receipts, { seen: () => {} }),
    });
  }

  get held(): boolean {
    return this.#frozen !== undefined;
  }

  /** How many have come since it stands still. */
  get news(): number {
    return this.held ? this.#count + (this.#room?.shed ?? 0) - this.#shed : 0;
  }

  get #room() {
    return this.#real.store.get('room', this.#talk.slice('room:'.length));
  }

  hold(): void {
    if (this.held) return;
    this.#count = 0;
    this.#shed = this.#room?.shed ?? 0;
    this.#frozen = this.#take();
    this.#last = this.#newest().at(-1);
    this.#listen();
    this.#changed();
  }

  release(): void {
    if (!this.held) return;
    this.#frozen = undefined;
    this.#leave?.();
    this.#leave = undefined;
    this.#changed();
  }

  #take(): Frozen {
    const { store } = this.#real;
    const talk = this.#talk;
    const { keys, ids } = sliceOf(store, talk, 0, pagesOf(store, talk).length - 1);
    const names = keys.filter((key) => key.startsWith('list/') && !key.startsWith('list/pending/'));
    return {
      timeline: store.get('timeline', talk),
      lists: new Map(names.map((key) => [key.slice('list/'.length), store.list(key.slice('list/'.length))])),
      messages: new Map(ids.flatMap((id) => store.get('message', id) ?? []).map((one) => [one.id, one])),
      first: oldestPlaced(store, talk),
    };
  }

  /** Older ones have come: they show where they still meet what is held. */
  #again(): void {
    const before = this.#frozen;
    if (!before) return;
    const now = this.#take();
    if (before.first !== undefined && now.messages.has(before.first)) this.#frozen = now;
    else if (before.timeline) {
      const { pages, ...rest } = before.timeline as { pages: readonly object[] };
      this.#frozen = {
        ...before,
        timeline: { ...rest, pages: pages.map((page, at) => (at === 0 ? { ...page, gapBefore: false } : page)) },
      };
    }
    this.#changed();
  }

  #newest(): readonly MessageId[] {
    const { store } = this.#real;
    const pages = pagesOf(store, this.#talk);
    return sliceOf(store, this.#talk, pages.length - 2, pages.length - 1).ids;
  }

  /** The newest pages change from time to time: what is listened to follows them. */
  #listen(): void {
    this.#leave?.();
    const { store } = this.#real;
    const pages = pagesOf(store, this.#talk);
    const { keys } = sliceOf(store, this.#talk, pages.length - 1, pages.length - 1);
    this.#leave = store.subscribe([...keys, `list/pending/${this.#talk}`], () => this.#came());
  }

  #came(): void {
    const { store } = this.#real;
    if (store.list(`pending/${this.#talk}`).length > 0) {
      this.release();
      return;
    }
    const ids = this.#newest();
    const at = this.#last === undefined ? -1 : ids.lastIndexOf(this.#last);
    this.#count += ids.length - 1 - at;
    this.#last = ids.at(-1);
    this.#listen();
    this.#changed();
  }

  #storeOver(store: Store): Store {
    const talk = this.#talk;
    const get = (type: Parameters<Store['get']>[0], id: string): unknown => {
      const frozen = this.#frozen;
      if (!frozen) return store.get(type, id);
      if (type === 'timeline' && id === talk) return frozen.timeline;
      return store.get(type, id) ?? (type === 'message' ? frozen.messages.get(id) : undefined);
    };
    const list = (name: string): List => this.#frozen?.lists.get(name) ?? store.list(name);
    const has = (key: Key): boolean =>
      store.has(key) || (key.startsWith('message/') && !!this.#frozen?.messages.has(key.slice('message/'.length)));
    return over(store, { get, list, has });
  }
}
