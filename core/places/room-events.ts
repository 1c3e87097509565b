import type { Book } from '../client/book.js';
import type { Context } from '../client/context.js';
import { alias, toMessage } from '../client/convert.js';
import { blank } from '../client/inbox.js';
import type { IncomingMessage, RoomChange } from '../engine/index.js';
import type { ConversationId, Message, Room, RoomAttribute } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';
import { insertPlaced } from '../timeline/index.js';
import { PageEditor } from '../timeline/pages.js';
import { goings } from './goings.js';

type Parts = Pick<Context, 'store' | 'userId' | 'engine'>;

/** Messages that one look at the room can bring; more than a reader sees go by. */
const DRAWN = 10;
/** Held of a room. Those that go first stand far above what is read. */
const MOST = 500;
const SPARE = 100;

export const roomTalk = (id: string): ConversationId => `room:${id}`;

export const emptyRoom = (id: string): Room => ({
  ...{ id, state: 'joining', online: 0, recent: [], likes: 0, attributes: {}, shed: 0 },
});

/** Own likes that the back end has not counted yet, by store and room: shown at once. */
const unsent = new WeakMap<Store, Map<string, number>>();

export const likesUnsent = (store: Store): Map<string, number> => {
  const known = unsent.get(store) ?? new Map<string, number>();
  unsent.set(store, known);
  return known;
};

/** The latest, one's own and the owner's: what can be drawn of a moment. */
const drawn = (store: Store, userId: string, id: string, messages: readonly IncomingMessage[]) => {
  const owner = store.get('group', id)?.ownerId;
  const first = (one: IncomingMessage): boolean => one.senderId === userId || one.senderId === owner;
  const over = messages.filter((one) => !first(one)).length - DRAWN;
  if (over <= 0) return messages;
  let left = over;
  return messages.filter((one) => first(one) || left-- <= 0);
};

export const records = (parts: Parts, writer: Writer, incoming: readonly IncomingMessage[]): Message[] =>
  incoming.map((one) => {
    const message = toMessage(parts, one);
    alias(parts.store, writer, message.id, one.serverId);
    return message;
  });

/** The oldest pages go, records and all. What the timeline begins with then is all there is. */
const trim = (store: Store, writer: Writer, id: ConversationId): void => {
  const editor = new PageEditor(store, id);
  const sizes = Array.from({ length: editor.length }, (_, at) => editor.ids(at).length);
  let size = sizes.reduce((sum, one) => sum + one, 0);
  if (size <= MOST + SPARE) return;
  while (editor.length > 1 && size > MOST) {
    const gone = editor.ids(0);
    size -= gone.length;
    for (const one of gone) writer.remove('message', one);
    editor.drop(0);
  }
  editor.setGap(0, true);
  editor.save(writer);
};

const withAttributes = (
  before: Room['attributes'],
  changed: Readonly<Record<string, RoomAttribute | null>>,
): Room['attributes'] =>
  Object.fromEntries(
    Object.entries({ ...before, ...changed }).filter((pair): pair is [string, RoomAttribute] => pair[1] !== null),
  );

const ENDS = { kicked: 'kicked', banned: 'banned', destroyed: 'destroyed', left: 'left' } as const;

export const putStanding = (
  store: Store,
  book: Book,
  writer: Writer,
  id: string,
  patch: Partial<ReturnType<typeof blank>>,
) => {
  const talk = roomTalk(id);
  book.put(writer, { ...(store.get('conversation', talk) ?? blank(talk)), ...patch });
};

const LOCKS = { kicked: 'removed', banned: 'banned', destroyed: 'dismissed', left: 'left' } as const;

/** Nobody writes where he is not. */
export const shutRoom = (store: Store, book: Book, writer: Writer, id: string, state: keyof typeof LOCKS): void =>
  putStanding(store, book, writer, id, { standing: { locked: LOCKS[state] } });

/** A room that one is in no more is not joined again. */
export const endRoom = (store: Store, writer: Writer, id: string, state: Room['state'], reason?: string): void => {
  const room = store.get('room', id) ?? emptyRoom(id);
  writer.put('room', id, { ...room, state, ...(reason !== undefined && { reason }) });
  writer.list(
    'rooms',
    store.list('rooms').filter((one) => one !== id),
  );
};

/** Messages of this moment; answers how many were not put. */
const say = (parts: Parts, writer: Writer, id: string, incoming: readonly IncomingMessage[]): number => {
  const { store, userId } = parts;
  const shown = drawn(store, userId, id, incoming);
  insertPlaced(store, writer, roomTalk(id), records(parts, writer, shown), { ordering: 'time' });
  trim(store, writer, roomTalk(id));
  return incoming.length - shown.length;
};

const recall = ({ store }: Parts, writer: Writer, { recalled = [] }: RoomChange): void => {
  for (const { serverId, by, at } of recalled) {
    const id = store.get('alias', serverId)?.messageId ?? `s:${serverId}`;
    writer.patch('message', id, { content: { kind: 'recalled' }, recalled: { by, at } });
  }
};

/** The place of the last message of others that came, by store and room: whatever follows is asked for after a lost connection. */
const lasts = new WeakMap<Store, Map<string, IncomingMessage['order']>>();

export const lastHeard = (store: Store): Map<string, IncomingMessage['order']> => {
  const known = lasts.get(store) ?? new Map<string, IncomingMessage['order']>();
  lasts.set(store, known);
  return known;
};

/** What became of a room one is in, in a commit of its own that the cache does not keep. */
export const roomEvent = (parts: Parts, book: Book, change: RoomChange): void => {
  const { store } = parts;
  const { id, messages = [], shed = 0, online, recent, likes, attributes, group, standing, ended } = change;
  if (!store.list('rooms').includes(id)) return;
  store.commit('cache', (writer) => {
    const room = store.get('room', id) ?? emptyRoom(id);
    const passed = messages.length > 0 ? say(parts, writer, id, messages) : 0;
    recall(parts, writer, change);
    const last = messages.at(-1)?.order;
    if (last) lastHeard(store).set(id, last);
    writer.patch('room', id, {
      ...{ ...(online !== undefined && { online }), ...(recent && { recent }) },
      ...goings(room, parts.userId, change),
      ...(likes !== undefined && { likes: likes + (likesUnsent(store).get(id) ?? 0) }),
      ...(attributes && { attributes: withAttributes(room.attributes, attributes) }),
      shed: room.shed + shed + passed,
    });
    if (group) writer.put('group', id, group);
    if (standing) putStanding(store, book, writer, id, { standing });
    if (!ended) return;
    // A newer hub may have other reasons.
    const state = ENDS[ended.why] ?? 'left';
    endRoom(store, writer, id, state, ended.reason);
    shutRoom(store, book, writer, id, state);
  });
};
