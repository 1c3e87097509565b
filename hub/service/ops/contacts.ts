import type { Ops } from '../../protocol/index.js';
import { blocked, hasBlocked } from '../blocks.js';
import { boolean, type Check, id, list, nullable, object, optional, string } from '../check.js';
import {
  addContact,
  contactsOf,
  groupNames,
  needGroups,
  putContact,
  putRequest,
  removeContact,
  requestId,
  requestOf,
  settleRequest,
  tellGroups,
  wireContact,
} from '../contacts.js';
import { HubError, invalid, notFound } from '../errors.js';
import type { OpTable, UserCall } from '../op.js';
import { noVisitors, pageArgs, paged, readPage } from '../paging.js';
import { settingsOfUser } from '../settings.js';
import type { Work } from '../work.js';

type Add = Ops['contacts.add']['args'];

export const groupName: Check<string> = (value, field) => {
  const name = string(60, 1)(value, field).trim();
  if (name === '') throw invalid(field, 'must not be blank');
  return name;
};
const names: Check<readonly string[]> = (value, field) => [...new Set(list(groupName, 50)(value, field))];
export const remark = string(100, 1);
export const words = string(200);

/** Whom he may ask: people the hub knows. */
const personOf = async (work: Work, user: string, other: string) => {
  if (other === user) throw invalid('user', 'is oneself');
  const row = await work.tx.users.get(other);
  if (row?.kind !== 'user' || row.erased !== undefined || row.mergedInto !== undefined) throw notFound('user');
  return row;
};

const ask = async (work: Work, user: string, { user: to, words, remark, groups, oneWay }: Add) => {
  const name = requestId(user, to);
  const known = [await requestOf(work.tx, user, name), await requestOf(work.tx, to, name)];
  if (known.every((doc) => doc?.state === 'pending')) return;
  const doc = {
    from: user,
    to,
    at: work.now,
    state: 'pending',
    ...(words && { words }),
    ...(oneWay && { oneWay }),
  } as const;
  const own = { ...(remark !== undefined && { remark }), ...(groups && { groups }) };
  await putRequest(work, to, name, { ...doc, read: false });
  await putRequest(work, user, name, { ...doc, ...own, read: true });
};

const add = async (work: Work, user: string, args: Add): Promise<'added' | 'pending'> => {
  const { user: to, oneWay } = args;
  const other = await personOf(work, user, to);
  const [mine, theirs] = [await work.tx.docs.get('contact', user, to), await work.tx.docs.get('contact', to, user)];
  if (mine && (oneWay || theirs)) return 'added';
  if (await hasBlocked(work.tx, to, user)) throw blocked('user');
  if (await hasBlocked(work.tx, user, to))
    throw new HubError('conflict', 'user: you have blocked him', { field: 'user' });
  const crossing = (await requestOf(work.tx, user, requestId(to, user)))?.state === 'pending';
  const { accept } = settingsOfUser(other).contacts;
  if (accept === 'nobody' && !theirs && !crossing) {
    throw new HubError('forbidden', 'user: lets nobody add him', { field: 'user' });
  }
  if (accept === 'confirm' && !theirs && !crossing) {
    await ask(work, user, args);
    return 'pending';
  }
  // Whoever asks for what is asked of him has answered.
  const asked = crossing ? await settleRequest(work, requestId(to, user), 'accepted') : undefined;
  await settleRequest(work, requestId(user, to), 'accepted');
  await addContact(work, user, to, args);
  if (!oneWay || asked) await addContact(work, to, user, asked);
  return 'added';
};

const remove = async (work: Work, user: string, users: readonly string[], oneWay = false) => {
  for (const other of new Set(users)) {
    await removeContact(work, user, other);
    if (!oneWay) await removeContact(work, other, user);
  }
  return { outcomes: [...new Set(users)].map((one) => ({ user: one })) };
};

const update = async (work: Work, user: string, args: Ops['contacts.update']['args']): Promise<void> => {
  const before = await work.tx.docs.get('contact', user, args.user);
  if (!before) throw notFound('user');
  const { remark, notes, groups } = args;
  if (groups) await needGroups(work, user, groups, 'groups');
  const patch = {
    ...(remark !== undefined && { remark }),
    ...(notes !== undefined && { notes }),
    ...(groups && { groups }),
  };
  const after = Object.fromEntries(
    Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null && value !== ''),
  ) as unknown as typeof before;
  if (JSON.stringify(after) !== JSON.stringify(before)) await putContact(work, user, args.user, after);
};

const group = async (work: Work, user: string, name: string, users: readonly string[] = []): Promise<void> => {
  await needGroups(work, user, [name], 'name');
  for (const other of new Set(users)) {
    const contact = await work.tx.docs.get('contact', user, other);
    if (!contact) throw notFound('users');
    if (contact.groups.includes(name)) continue;
    await putContact(work, user, other, { ...contact, groups: [...contact.groups, name] });
  }
};

const regroup = async (work: Work, user: string, name: string, to: string | null): Promise<void> => {
  const known = await groupNames(work.tx, user);
  const there = to === null || known.includes(to);
  if (!known.includes(name)) {
    // Done already, in an answer that got lost.
    if (there) return;
    throw notFound('name');
  }
  if (name === to) return;
  if (to !== null && there) throw new HubError('conflict', 'to: there is one of that name', { field: 'to' });
  const doc = await work.tx.docs.get('contact-group', user, name);
  await work.tx.docs.remove('contact-group', user, name);
  if (to !== null && doc) await work.tx.docs.put('contact-group', user, to, doc, doc.at);
  await tellGroups(work, user);
  for await (const { id: other, doc: contact } of contactsOf(work.tx, user)) {
    if (!contact.groups.includes(name)) continue;
    const groups = contact.groups.flatMap((one) => (one === name ? (to ?? []) : one));
    await putContact(work, user, other, { ...contact, groups });
  }
};

const relations = async (work: Pick<Work, 'tx'>, user: string, users: readonly string[]) => {
  const items: { user: string; relation: 'none' | 'mine' | 'theirs' | 'both' }[] = [];
  for (const other of new Set(users)) {
    const [mine, theirs] = [
      await work.tx.docs.get('contact', user, other),
      await work.tx.docs.get('contact', other, user),
    ];
    items.push({ user: other, relation: mine ? (theirs ? 'both' : 'mine') : theirs ? 'theirs' : 'none' });
  }
  return { items };
};

const done = async (call: UserCall, run: (work: Work) => Promise<void>): Promise<Record<never, never>> => {
  noVisitors(call);
  await call.core.write(run);
  return {};
};

type Name = 'list' | 'groups' | 'add' | 'remove' | 'update' | 'check' | 'group' | 'regroup';

export const contactOps: OpTable<`contacts.${Name}`> = {
  'contacts.list': {
    auth: 'user',
    check: object(pageArgs),
    async run(call, args) {
      noVisitors(call);
      const { limit, query } = readPage(args);
      const rows = await call.core.read((tx) => tx.docs.page('contact', call.user, query));
      return paged(rows, limit, ({ id, doc }) => wireContact(id, doc));
    },
  },
  'contacts.groups': {
    auth: 'user',
    check: object({}),
    async run(call) {
      noVisitors(call);
      return { names: await call.core.read((tx) => groupNames(tx, call.user)) };
    },
  },
  'contacts.add': {
    auth: 'user',
    check: object({
      user: id,
      words: optional(words),
      remark: optional(remark),
      groups: optional(names),
      oneWay: optional(boolean),
    }),
    async run(call, args) {
      noVisitors(call);
      call.core.asks.take(call.user, call.core.clock.now());
      return { state: await call.core.write((work) => add(work, call.user, args)) };
    },
  },
  'contacts.remove': {
    auth: 'user',
    check: object({ users: list(id, 100, 1), oneWay: optional(boolean) }),
    async run(call, { users, oneWay }) {
      noVisitors(call);
      return call.core.write((work) => remove(work, call.user, users, oneWay));
    },
  },
  'contacts.update': {
    auth: 'user',
    check: object({
      user: id,
      remark: optional(nullable(string(100))),
      notes: optional(nullable(string(1_000))),
      groups: optional(names),
    }),
    run: (call, args) => done(call, (work) => update(work, call.user, args)),
  },
  'contacts.check': {
    auth: 'user',
    check: object({ users: list(id, 100, 1) }),
    async run(call, { users }) {
      noVisitors(call);
      return call.core.read((tx) => relations({ tx }, call.user, users));
    },
  },
  'contacts.group': {
    auth: 'user',
    check: object({ name: groupName, users: optional(list(id, 500)) }),
    run: (call, { name, users }) => done(call, (work) => group(work, call.user, name, users)),
  },
  'contacts.regroup': {
    auth: 'user',
    check: object({ name: groupName, to: nullable(groupName) }),
    run: (call, { name, to }) =>
      done(call, (work) => {
        // Up to all of his contacts change with it.
        call.core.asks.take(call.user, work.now);
        return regroup(work, call.user, name, to);
      }),
  },
};
