import type { Book } from '../client/book.js';
import { blank } from '../client/inbox.js';
import type { EngineEvent, SpaceFace } from '../engine/index.js';
import type { Channel, ConversationId, Standing } from '../model/index.js';
import { tell } from '../people/told.js';
import type { Store, Writer } from '../store/index.js';
import { dropTimeline } from '../timeline/index.js';
import { isLost } from './lost.js';

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

/** In its place among those that are loaded; open again where it had been lost. */
export const putChannel = (store: Store, book: Book, writer: Writer, channel: Channel): void => {
  const { spaceId, id } = channel;
  const talk = talkOf(spaceId, id);
  if (isLost(store.get('conversation', talk))) book.patch(writer, talk, { standing: undefined });
  if (!same(store.get('channel', `${spaceId}/${id}`), channel)) writer.put('channel', `${spaceId}/${id}`, channel);
  const name = `channels/${spaceId}`;
  if (!store.has(`list/${name}`)) return;
  const before = store.list(name);
  const others = before.filter((one) => one !== id).flatMap((one) => store.get('channel', `${spaceId}/${one}`) ?? []);
  const after = [...others, channel].sort(byPlace).map((one) => one.id);
  if (!same(before, after)) writer.list(name, after);
};

type Why = Standing['locked'];

/** Who has it open, or has begun to write, must see that he cannot: the row stays, in no list, before what he wrote. */
const lock = (store: Store, book: Book, writer: Writer, talk: ConversationId, locked: Why = 'removed'): void => {
  const row = store.get('conversation', talk);
  if (isLost(row)) return;
  if (!(['draft', 'timeline', 'list/pending'] as const).some((part) => store.has(`${part}/${talk}`))) {
    book.remove(writer, talk);
    return;
  }
  const { title, avatar } = row ?? {};
  book.put(writer, { ...blank(talk), ...(title && { title }), ...(avatar && { avatar }), standing: { locked } });
};

/** Record and talk: it is not there, or not for this reader, any more. */
export const dropChannel = (store: Store, book: Book, writer: Writer, spaceId: string, id: string, why?: Why): void => {
  const name = `channels/${spaceId}`;
  writer.remove('channel', `${spaceId}/${id}`);
  if (store.list(name).includes(id)) {
    writer.list(
      name,
      store.list(name).filter((one) => one !== id),
    );
  }
  lock(store, book, writer, talkOf(spaceId, id), why);
  dropTimeline(store, writer, talkOf(spaceId, id));
};

export const dropSpace = (store: Store, book: Book, writer: Writer, id: string, why?: Why): void => {
  const rows = book.all.flatMap((row) => (row.id.startsWith(`channel:${id}/`) ? row.id.slice(id.length + 9) : []));
  for (const channel of new Set([...store.list(`channels/${id}`), ...rows]))
    dropChannel(store, book, writer, id, channel, why);
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

const spaces = (store: Store, book: Book, writer: Writer, { changed, removed = [], why }: Of<'spaces'>): void => {
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
  for (const id of removed) dropSpace(store, book, writer, id, why);
};

/** Inside a commit. Everything carries what is now: told twice, it is the same. */
export const placeEvent = (store: Store, book: Book, writer: Writer, event: EngineEvent): void => {
  if (event.type === 'spaces') spaces(store, book, writer, event);
  if (event.type === 'channels') {
    for (const channel of event.changed) putChannel(store, book, writer, channel);
    for (const { spaceId, id } of event.removed ?? []) dropChannel(store, book, writer, spaceId, id, event.why);
  }
};
