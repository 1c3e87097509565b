import type { EngineEvent } from '../engine/index.js';
import type { ContactRequest, UserId } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';
import { tell } from './told.js';

/** The list, once it was asked for. */
const change = (
  store: Store,
  writer: Writer,
  name: string,
  added: readonly string[],
  removed: readonly string[] = [],
): void => {
  tell(store, name, added, removed);
  if (!store.has(`list/${name}`)) return;
  const before = store.list(name);
  const after = [...before.filter((id) => !removed.includes(id)), ...added.filter((id) => !before.includes(id))];
  if (after.join(' ') !== before.join(' ')) writer.list(name, after.sort());
};

export const byNewest = (a: Pick<ContactRequest, 'at' | 'id'>, b: Pick<ContactRequest, 'at' | 'id'>): number =>
  b.at - a.at || (a.id < b.id ? 1 : -1);

/** Records of requests into the list, newest first; those that came before any was asked for are let pass. */
export const putRequests = (store: Store, writer: Writer, requests: readonly ContactRequest[]): void => {
  const known = new Map(
    store.list('contact-requests').flatMap((id) => {
      const one = store.get('contact-request', id);
      return one ? [[id, one] as const] : [];
    }),
  );
  for (const one of requests) {
    known.set(one.id, one);
    writer.put('contact-request', one.id, one);
  }
  writer.list(
    'contact-requests',
    [...known.values()].sort(byNewest).map(({ id }) => id),
  );
};

const removeRequests = (store: Store, writer: Writer, ids: readonly string[]): void => {
  if (ids.length === 0) return;
  for (const id of ids) writer.remove('contact-request', id);
  if (!store.has('list/contact-requests')) return;
  writer.list(
    'contact-requests',
    store.list('contact-requests').filter((id) => !ids.includes(id)),
  );
};

const remarked = (store: Store, writer: Writer, event: Extract<EngineEvent, { type: 'contacts' }>): void => {
  const { changed, removed } = event;
  for (const contact of changed) writer.put('contact', contact.userId, contact);
  for (const id of removed ?? []) writer.remove('contact', id);
  const ids: readonly UserId[] = changed.map(({ userId }) => userId);
  change(store, writer, 'contacts', ids, removed);
};

/** Inside a commit. Each says how things stand now: told twice, it is the same. */
export const peopleEvent = (store: Store, writer: Writer, event: EngineEvent): void => {
  if (event.type === 'contacts') remarked(store, writer, event);
  else if (event.type === 'contact-groups') {
    if (store.has('list/contact-groups')) writer.list('contact-groups', event.names);
  } else if (event.type === 'contact-requests') {
    const ids = event.changed.map(({ id }) => id);
    tell(store, 'contact-requests', ids, event.removed);
    if (event.changed.length > 0 && store.has('list/contact-requests')) putRequests(store, writer, event.changed);
    else for (const one of event.changed) writer.put('contact-request', one.id, one);
    removeRequests(store, writer, event.removed ?? []);
  } else if (event.type === 'blocks') change(store, writer, 'blocked', event.added, event.removed);
  else if (event.type === 'presence') for (const one of event.presences) writer.put('presence', one.userId, one);
};
