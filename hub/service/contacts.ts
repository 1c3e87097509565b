import type { WireContact, WireContactRequest } from '../protocol/index.js';
import type { ContactRequestDoc, DocRow, Docs, Tx } from '../storage/port.js';
import { HubError } from './errors.js';
import type { Work } from './work.js';

export const MOST_CONTACTS = 3_000;
export const MOST_GROUPS = 50;
const MOST_REQUESTS = 500;
const CHUNK = 200;

export const wireContact = (user: string, { remark, notes, groups, since }: Docs['contact']): WireContact => ({
  user,
  ...{ ...(remark !== undefined && { remark }), ...(notes !== undefined && { notes }) },
  groups,
  since,
});

/** His own plans for the other one are nobody's business. */
export const wireRequest = (id: string, doc: ContactRequestDoc): WireContactRequest => {
  const { from, to, words, at, state, reason, read } = doc;
  return {
    ...{ id, from, to, at, state, read },
    ...{ ...(words !== undefined && { words }), ...(reason !== undefined && { reason }) },
  };
};

export const groupNames = async (tx: Tx, user: string): Promise<string[]> =>
  (await tx.docs.page('contact-group', user, { limit: MOST_GROUPS })).map(({ id }) => id);

/** All contacts of somebody, one after the other. */
export async function* contactsOf(tx: Tx, user: string): AsyncGenerator<DocRow<'contact'>> {
  for (let after: DocRow<'contact'> | undefined; ; ) {
    const some = await tx.docs.page('contact', user, { limit: CHUNK, ...(after && { after }) });
    yield* some;
    after = some.at(-1);
    if (some.length < CHUNK) return;
  }
}

const tooLarge = (field: string, limit: number): HubError =>
  new HubError('too-large', `${field}: at most ${limit}`, { field, limit });

/** Names that are not there yet are made. */
export const needGroups = async (work: Work, user: string, names: readonly string[], field: string): Promise<void> => {
  const known = new Set(await groupNames(work.tx, user));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return;
  if (known.size + missing.length > MOST_GROUPS) throw tooLarge(field, MOST_GROUPS);
  for (const name of missing) await work.tx.docs.put('contact-group', user, name, { at: work.now }, work.now);
  await tellGroups(work, user);
};

export const tellGroups = (work: Work, user: string): Promise<void> =>
  work.tellUser(user, { t: 'contact-groups' }, 'contact-groups');

export const putContact = async (work: Work, owner: string, user: string, doc: Docs['contact']): Promise<void> => {
  await work.tx.docs.put('contact', owner, user, doc);
  await work.tellUser(owner, { t: 'contact', user }, `contact:${user}`);
};

/** Who is in the list already stays as he is. */
export const addContact = async (
  work: Work,
  owner: string,
  user: string,
  {
    remark,
    groups = [],
  }: { readonly remark?: string | undefined; readonly groups?: readonly string[] | undefined } = {},
): Promise<void> => {
  if (await work.tx.docs.get('contact', owner, user)) return;
  if ((await work.tx.docs.count('contact', owner)) >= MOST_CONTACTS) throw tooLarge('contacts', MOST_CONTACTS);
  await needGroups(work, owner, groups, 'groups');
  await putContact(work, owner, user, { ...(remark !== undefined && { remark }), groups, since: work.now });
};

export const removeContact = async (work: Work, owner: string, user: string): Promise<void> => {
  if (!(await work.tx.docs.get('contact', owner, user))) return;
  await work.tx.docs.remove('contact', owner, user);
  await work.tellUser(owner, { t: 'contact', user }, `contact:${user}`);
};

/** One for each direction between two people; a new one takes the place of one that was answered. */
export const requestId = (from: string, to: string): string => `${from}>${to}`;

export const requestOf = (tx: Tx, owner: string, id: string): Promise<ContactRequestDoc | undefined> =>
  tx.docs.get('contact-request', owner, id);

const makeRoom = async ({ tx }: Work, owner: string): Promise<void> => {
  if ((await tx.docs.count('contact-request', owner)) < MOST_REQUESTS) return;
  const oldest = await tx.docs.page('contact-request', owner, { limit: MOST_REQUESTS });
  const over = oldest.find(({ doc }) => doc.state !== 'pending');
  if (!over)
    throw new HubError('too-many', 'user: too many requests wait there', { field: 'user', limit: MOST_REQUESTS });
  await tx.docs.remove('contact-request', owner, over.id);
  // What he wrote would be found by nobody when he is erased.
  const { from, to, words } = over.doc;
  const theirs = from === owner && words !== undefined ? await requestOf(tx, to, over.id) : undefined;
  if (!theirs) return;
  const { words: _, ...rest } = theirs;
  await tx.docs.put('contact-request', to, over.id, rest, rest.at);
};

/** Into the copy of one of the two. */
export const putRequest = async (work: Work, owner: string, id: string, doc: ContactRequestDoc): Promise<void> => {
  if (!(await requestOf(work.tx, owner, id))) await makeRoom(work, owner);
  await work.tx.docs.put('contact-request', owner, id, doc, doc.at);
  await work.tellUser(owner, { t: 'contact-request', id }, `contact-request:${id}`);
};

export const dropRequest = async (work: Work, owner: string, id: string): Promise<void> => {
  if (!(await requestOf(work.tx, owner, id))) return;
  await work.tx.docs.remove('contact-request', owner, id);
  await work.tellUser(owner, { t: 'contact-request', id }, `contact-request:${id}`);
};

/** In both copies, those that are there. */
export const settleRequest = async (
  work: Work,
  id: string,
  state: 'accepted' | 'refused',
  reason?: string,
): Promise<ContactRequestDoc | undefined> => {
  const [from = '', to = ''] = id.split('>');
  let asked: ContactRequestDoc | undefined;
  for (const owner of [to, from]) {
    const doc = await requestOf(work.tx, owner, id);
    if (doc?.state !== 'pending') continue;
    await putRequest(work, owner, id, { ...doc, state, ...(reason !== undefined && { reason }), read: true });
    // The asker's own copy says what he would call the other one.
    asked = doc;
  }
  return asked;
};

/** His lists, what he asked of others and they of him, and he in theirs. Nothing is left to sign in with. */
export const forgetPerson = async (work: Work, user: string): Promise<void> => {
  const { docs } = work.tx;
  for (const { id, doc } of await docs.page('contact-request', user, { limit: MOST_REQUESTS })) {
    await dropRequest(work, doc.from === user ? doc.to : doc.from, id);
  }
  for (;;) {
    const owners = await docs.owners('contact', user, CHUNK);
    for (const owner of owners) await removeContact(work, owner, user);
    if (owners.length < CHUNK) break;
  }
  for (const kind of ['contact', 'contact-group', 'contact-request', 'block', 'seen', 'ended'] as const) {
    await docs.clear(kind, user);
  }
  if (await docs.get('account', user, 'password')) {
    await docs.put('account', user, 'password', { hash: '', since: work.now });
  }
};
