import {
  type Client,
  type ConversationId,
  type Message,
  type MessageId,
  type Store,
  windowOf,
} from '../../core/index.js';

/** Rows looked through at a time, to reach the first unread message. */
const ROWS = 200;
/** Pages that are fetched one after the other; what lies further back is asked for by its place. */
const NEAR = 3;
const DEPTH = 20;

/** The first message that the reader has not read, fetched where it is not held; undefined when all is read. */
export async function findUnread(client: Client, id: ConversationId): Promise<MessageId | undefined> {
  const { store } = client;
  for (let depth = 0; ; depth++) {
    const view = windowOf(store, id, { rows: ROWS * (depth + 1) });
    const cut = Math.max(...view.ids.map((row, at) => (view.gaps.has(row) ? at + 1 : 0)), 0);
    const found = firstUnread(store, id, client.userId, view.ids.slice(cut));
    if (!found?.deeper || depth >= DEPTH || (view.atStart && cut === 0)) return found?.id;
    const far = depth >= NEAR ? await behindCursor(client, id) : undefined;
    if (far) return far;
    const more = await client.messages.older(id).catch(() => false);
    if (!more) return found.id;
  }
}

/** What follows the reader's own cursor, however far back; the place where it belongs may be parted from the rest by a gap. */
async function behindCursor(client: Client, id: ConversationId): Promise<MessageId | undefined> {
  const seq = client.store.get('cursor', `${id}/${client.userId}`)?.read;
  if (seq === undefined) return undefined;
  const first = await client.messages.around(id, { after: { seq, tie: '\uffff' } }).catch(() => undefined);
  if (!first) return undefined;
  const view = windowOf(client.store, id, { around: first, rows: ROWS });
  const from = Math.max(view.ids.indexOf(first), 0);
  return view.ids.slice(from).find((one) => raises(client.store.get('message', one))) ?? first;
}

/** Is it of those that unread counts count? */
const raises = (message: Message | undefined): boolean => message !== undefined && !message.own && message.counts;

/**
 * The first unread of the rows given. `deeper`: it lies before what is held. Undefined when all is read.
 * The reader's own cursor says where; without one, the count of unread messages does.
 */
function firstUnread(
  store: Store,
  conversation: ConversationId,
  self: string,
  ids: readonly MessageId[],
): { readonly id: MessageId | undefined; readonly deeper: boolean } | undefined {
  const unread = store.get('conversation', conversation)?.unread ?? 0;
  if (unread === 0) return undefined;
  const cursor = store.get('cursor', `${conversation}/${self}`)?.read;
  let found: MessageId | undefined;
  let counted = 0;
  for (const id of ids.toReversed()) {
    const message = store.get('message', id);
    if (!message?.order) continue;
    if (cursor === undefined ? counted >= unread : message.order.seq <= cursor) return { id: found, deeper: false };
    if (!raises(message)) continue;
    found = id;
    counted += 1;
  }
  return { id: found, deeper: cursor === undefined ? counted < unread : true };
}
