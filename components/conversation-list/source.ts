import {
  type Client,
  type ConversationFilter,
  type ConversationId,
  type Key,
  type Store,
  viewOf,
} from '../../core/index.js';

/** Key of the row that stands for those folded away. */
export const FOLDED = '/folded';
const FOLDED_FILTER: ConversationFilter = { mark: 'folded' };
const FOLDED_VIEW = viewOf(FOLDED_FILTER);
const NONE: readonly string[] = [];

const may = (client: Client, action: 'mark' | 'tag'): boolean => client.can(action) === 'available';

/** What a list shows: the rows of its filter; of the whole, without those folded away, which one row at the end stands for. */
export class Source {
  #ids: readonly string[] = NONE;
  #folded: readonly string[] = NONE;
  #keys: readonly string[] = NONE;
  #asked: Client | undefined;

  /** Where its rows stand in the store. */
  keysOf(filter: ConversationFilter | undefined): readonly Key[] {
    return [`list/${viewOf(filter)}`, `list/${FOLDED_VIEW}`, 'session/self'];
  }

  /** The same array until it is another list. */
  rows(store: Store, filter: ConversationFilter | undefined): readonly string[] {
    const view = viewOf(filter);
    const ids = store.list(view);
    const folded = view === 'conversations' ? store.list(FOLDED_VIEW) : NONE;
    if (ids === this.#ids && folded === this.#folded) return this.#keys;
    this.#ids = ids;
    this.#folded = folded;
    if (folded.length === 0) this.#keys = ids;
    else {
      const away = new Set(folded);
      this.#keys = [...ids.filter((id) => !away.has(id)), FOLDED];
    }
    return this.#keys;
  }

  /** The next page; false at the end. */
  more(client: Client, filter: ConversationFilter | undefined): Promise<boolean> {
    return viewOf(filter) === 'conversations' ? client.conversations.more() : client.conversations.view(filter ?? {});
  }

  /** Once a client: which rows are folded, and what the tags are called. Rows do without where it fails. */
  further(client: Client, connected: boolean): void {
    if (!connected || this.#asked === client) return;
    this.#asked = client;
    const asked = [
      may(client, 'mark') && client.conversations.view(FOLDED_FILTER),
      may(client, 'tag') && client.tags.load(),
    ];
    Promise.all(asked).catch(() => {
      if (this.#asked === client) this.#asked = undefined;
    });
  }
}

/** How many unread there are in those folded away. */
export const foldedUnread = (store: Store): number =>
  (store.list(FOLDED_VIEW) as readonly ConversationId[]).reduce(
    (sum, id) => sum + (store.get('conversation', id)?.unread ?? 0),
    0,
  );
export const foldedKeys = (store: Store | undefined): readonly Key[] => [
  `list/${FOLDED_VIEW}`,
  ...(store?.list(FOLDED_VIEW) ?? NONE).map((id) => `conversation/${id}` as const),
];
