import type { Book } from '../client/book.js';
import type { EngineEvent, SpaceFace } from '../engine/index.js';
import type { Channel, ConversationId } from '../model/index.js';
import { tell } from '../people/told.js';
import type { Store, Writer } from '../store/index.js';
import { dropTimeline } from '../timeline/index.js';

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { readonly type: T }>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const talkOf = (space: string, channel: string): ConversationId => `channel:${space}/${channel}`;

/** What the back end says of it; counts and level are ours. */
export const putSpace = (store: Store, writer: Writer, face: SpaceFace): void => {
  const { unread = 0, mentions = 0, notify } = store.get('space', face.id) ?? {};
  const space = { ...face, unread, mentions, ...(notify !== undefined && { notify }) };
  if (!same(store.get('space', face.id), space)) writer.put('space', face.id, space);
};

const byPlace = (a: Channel, b: Channel): number => a.place - b.place || (a.id < b.id ? -1 : 1);

/** In its place among those that are loaded. */
export const putChannel = (store: Store, writer: Writer, channel: Channel): void => {
  const { spaceId, id } = channel;
  if (!same(store.get('channel', `${spaceId}/${id}`), channel)) writer.put('channel', `${spaceId}/${id}`, channel);
  const name = `channels/${spaceId}`;
  if (!store.has(`list/${name}`)) return;
  const before = store.list(name);
  const others = before.filter((one) => one !== id).flatMap((one) => store.get('channel', `${spaceId}/${one}`) ?? []);
  const after = [...others, channel].sort(byPlace).map((one) => one.id);
  if (!same(before, after)) writer.list(name, after);
};

/** Record, row and talk: it is not there, or not for this reader, any more. */
export const dropChannel = (store: Store, book: Book, writer: Writer, spaceId: string, id: string): void => {
  const name = `channels/${spaceId}`;
  writer.remove('channel', `${spaceId}/${id}`);
  if (store.list(name).includes(id)) {
    writer.list(
      name,
      store.list(name).filter((one) => one !== id),
    );
  }
  book.remove(writer, talkOf(spaceId, id));
  dropTimeline(store, writer, talkOf(spaceId, id));
};

export const dropSpace = (store: Store, book: Book, writer: Writer, id: string): void => {
  for (const channel of store.list(`channels/${id}`)) dropChannel(store, book, writer, id, channel);
  writer.list(`channels/${id}`, undefined);
  writer.remove('space', id);
  const ids = store.list('spaces');
  if (ids.includes(id)) {
    writer.list(
      'spaces',
      ids.filter((one) => one !== id),
    );
  }
};

const spaces = (store: Store, book: Book, writer: Writer, { changed, removed = [] }: Of<'spaces'>): void => {
  tell(
    store,
    'spaces',
    changed.map(({ id }) => id),
    removed,
  );
  for (const face of changed) {
    putSpace(store, writer, face);
    const ids = store.list('spaces');
    if (store.has('list/spaces') && !ids.includes(face.id)) writer.list('spaces', [...ids, face.id]);
  }
  for (const id of removed) dropSpace(store, book, writer, id);
};

/** Inside a commit. Everything carries what is now: told twice, it is the same. */
export const placeEvent = (store: Store, book: Book, writer: Writer, event: EngineEvent): void => {
  if (event.type === 'spaces') spaces(store, book, writer, event);
  if (event.type === 'channels') {
    for (const channel of event.changed) putChannel(store, writer, channel);
    for (const { spaceId, id } of event.removed ?? []) dropChannel(store, book, writer, spaceId, id);
  }
};
