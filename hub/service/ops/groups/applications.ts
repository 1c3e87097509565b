import type { Ops, WireApplication } from '../../../protocol/index.js';
import { allowed } from '../../../protocol/rights.js';
import type { ApplicationDoc, DocRow, GroupRow, Tx } from '../../../storage/port.js';
import { boolean, integer, object, optional, string, token } from '../../check.js';
import { HubError, invalid, notFound } from '../../errors.js';
import { groupKey, groupOf } from '../../ids.js';
import type { OpTable, UserCall } from '../../op.js';
import { factsOf } from '../../standing.js';
import type { Work } from '../../work.js';
import { admit, mayHold } from './admit.js';
import { change, groupRow, mayInvite } from './shared.js';

export const WORDS = 300;
export const MOST_PENDING = 500;
/** What was answered is kept so far back. */
const MOST_KEPT = 1_000;

const kindOf = ({ invitedBy }: ApplicationDoc) =>
  invitedBy === undefined ? ('group-application' as const) : ('group-invitation' as const);
const ownerOf = ({ invitedBy, user, group }: ApplicationDoc): string => (invitedBy === undefined ? group : user);

const runs = (group: GroupRow | undefined, user: string): boolean =>
  group !== undefined && (group.owner === user || group.admins?.includes(user) === true);

/** As the viewer sees it; undefined where it is not his business. */
export const wireApplication = async (
  tx: Tx,
  appId: string,
  { answeredBy, n, ...doc }: ApplicationDoc,
  viewer: string,
): Promise<WireApplication | undefined> => {
  const own = doc.user === viewer || doc.invitedBy === viewer;
  const mine = doc.user === viewer ? doc.invitedBy === undefined : doc.invitedBy === viewer;
  const admin = doc.invitedBy === undefined && runs(await tx.groups.get(doc.group), viewer);
  if (!own && !admin) return undefined;
  const { upTo = 0 } = (await tx.docs.get('applications-read', viewer, 'all')) ?? {};
  const read = mine || doc.state !== 'pending' || n <= upTo;
  return { id: appId, ...doc, ...(answeredBy !== undefined && { by: answeredBy }), read };
};

/** To who may answer, who waits, and who invited. */
export const tellApplication = async (work: Work, appId: string, doc: ApplicationDoc): Promise<void> => {
  const group = await work.tx.groups.get(doc.group);
  const runners = doc.invitedBy === undefined && group ? [group.owner, ...(group.admins ?? [])] : [doc.invitedBy];
  const event = {
    t: 'application',
    application: appId,
    owner: ownerOf(doc),
    invitation: doc.invitedBy !== undefined,
  } as const;
  for (const user of new Set([doc.user, ...runners])) {
    if (user !== undefined) await work.tellUser(user, event, `application:${appId}`);
  }
};

export const putApplication = (tx: Tx, appId: string, doc: ApplicationDoc): Promise<void> =>
  tx.docs.put(kindOf(doc), ownerOf(doc), appId, doc, doc.n);

/** What was answered long ago goes, so that the pile does not grow for ever. */
const prune = async (tx: Tx, doc: ApplicationDoc): Promise<void> => {
  const spare = (await tx.docs.count(kindOf(doc), ownerOf(doc))) - MOST_KEPT;
  if (spare <= 0) return;
  const oldest = await tx.docs.page(kindOf(doc), ownerOf(doc), { limit: MOST_PENDING + spare });
  const answered = oldest.filter((row) => row.doc.state !== 'pending').slice(0, spare);
  for (const row of answered) {
    await tx.docs.remove(kindOf(doc), ownerOf(doc), row.id);
    for (const who of [row.doc.invitedBy ?? row.doc.user, row.doc.answeredBy])
      if (who !== undefined) await tx.docs.remove('application-words', who, row.id);
  }
};

/** So that they are found when he is erased. */
const noteWords = (tx: Tx, who: string, appId: string, doc: ApplicationDoc): Promise<void> =>
  tx.docs.put('application-words', who, appId, { of: ownerOf(doc), invitation: doc.invitedBy !== undefined });

/** The one that waits for an answer, of this person. */
export const pendingOf = async (tx: Tx, group: string, user: string) => {
  const mark = await tx.docs.get('group-pending', group, user);
  if (!mark) return undefined;
  const kind = mark.owner === group ? ('group-application' as const) : ('group-invitation' as const);
  const doc = await tx.docs.get(kind, mark.owner, mark.application);
  return doc && { id: mark.application, doc };
};

/** Asks, once; asked again it is the same. */
export const ask = async (
  work: Work,
  group: string,
  user: string,
  more: { readonly invitedBy?: string; readonly words?: string },
): Promise<void> => {
  if (await pendingOf(work.tx, group, user)) return;
  if ((await work.tx.docs.count('group-pending', group)) >= MOST_PENDING) {
    throw new HubError('too-many', 'group: too many wait for an answer', { field: 'group', limit: MOST_PENDING });
  }
  const said = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  const n = (await work.tx.events.head()) + 1;
  const doc: ApplicationDoc = { group, user, ...said, at: work.now, n, state: 'pending' };
  const appId = work.newId();
  await putApplication(work.tx, appId, doc);
  if (more.words !== undefined) await noteWords(work.tx, more.invitedBy ?? user, appId, doc);
  await work.tx.docs.put('group-pending', group, user, { application: appId, owner: ownerOf(doc) });
  await prune(work.tx, doc);
  await tellApplication(work, appId, doc);
};

/** The end of the one that waits, if there is one: he came in another way, or never will. */
export const settlePending = async (
  work: Work,
  group: string,
  user: string,
  state: 'accepted' | 'refused',
  by: string,
  reason?: string,
): Promise<void> => {
  const pending = await pendingOf(work.tx, group, user);
  if (!pending) return;
  const doc = { ...pending.doc, state, answeredBy: by, ...(reason !== undefined && { reason }) };
  await putApplication(work.tx, pending.id, doc);
  if (reason !== undefined) await noteWords(work.tx, by, pending.id, doc);
  await work.tx.docs.remove('group-pending', group, user);
  await tellApplication(work, pending.id, doc);
};

/** Who runs the group from now on hears of those that wait. */
export const tellPending = async (work: Work, group: string, admin: string): Promise<void> => {
  for (const { doc } of await work.tx.docs.page('group-pending', group, { limit: MOST_PENDING })) {
    const { application, owner } = doc;
    if (owner !== group) continue;
    const event = { t: 'application', application, owner, invitation: false } as const;
    await work.tellUser(admin, event, `application:${application}`);
  }
};

/** Whoever invited, or runs the group, may take an invitation back: that is to refuse it. */
const findOthers = async ({ tx }: Work, user: string, appId: string): Promise<ApplicationDoc | undefined> => {
  const [guest] = await tx.docs.owners('group-invitation', appId, 1);
  const doc = guest === undefined ? undefined : await tx.docs.get('group-invitation', guest, appId);
  if (!doc || doc.invitedBy === user) return doc;
  return runs(await tx.groups.get(doc.group), user) ? doc : undefined;
};

/** One that the caller may answer. */
const find = async (work: Work, user: string, appId: string, accept: boolean): Promise<ApplicationDoc> => {
  const own = await work.tx.docs.get('group-invitation', user, appId);
  const invitation = own ?? (accept ? undefined : await findOthers(work, user, appId));
  if (invitation) return invitation;
  const [owner] = await work.tx.docs.owners('group-application', appId, 1);
  const doc = owner === undefined ? undefined : await work.tx.docs.get('group-application', owner, appId);
  const group = doc && (await groupRow(work, doc.group));
  const member = group && (await work.tx.members.get(groupKey(group.id), user));
  if (!doc || !member || !allowed('answer-application', factsOf(group, member))) throw notFound('application');
  return doc;
};

const answer = async (work: Work, { user, core }: UserCall, args: Ops['groups.answer']['args']): Promise<void> => {
  const { application, accept, reason } = args;
  const doc = await find(work, user, application, accept);
  const state = accept ? 'accepted' : 'refused';
  if (doc.state !== 'pending') {
    if (doc.state === state && doc.answeredBy === user) return;
    const latest = await wireApplication(work.tx, application, doc, user);
    throw new HubError('conflict', 'application: answered already', { field: 'application', latest });
  }
  if (!accept) return settlePending(work, doc.group, doc.user, 'refused', user, reason);
  const { invitedBy } = doc;
  if (invitedBy !== undefined && !(await mayInvite(work, doc.group, invitedBy)))
    throw new HubError('conflict', 'application: whoever invited may not any more', { field: 'application' });
  await mayHold(work, doc.group, 1, core.settings.groupMembers);
  await settlePending(work, doc.group, doc.user, 'accepted', user);
  const actors = invitedBy === undefined ? [doc.user] : [invitedBy, doc.user];
  await admit(work, doc.group, [doc.user], invitedBy === undefined ? 'joined' : 'invited', actors);
};

type Kind = 'group-application' | 'group-invitation';

const readPlace = (cursor: string) => {
  const [, rank, appId] = /^(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (appId === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { rank: Number(rank), id: appId };
};

/** Newest first, of all that concerns him. */
const list = async (tx: Tx, user: string, cursor: string | undefined, limit: number) => {
  const after = cursor === undefined ? undefined : readPlace(cursor);
  const piles: (readonly [Kind, string])[] = [['group-invitation', user]];
  for (const { key, role } of await tx.members.of(user)) {
    const row = role === 'member' || !key.startsWith('group:') ? undefined : await tx.groups.get(groupOf(key));
    if (row && runs(row, user)) piles.push(['group-application', row.id]);
  }
  const found: DocRow<Kind>[] = [];
  for (const [kind, owner] of piles) {
    found.push(...(await tx.docs.page(kind, owner, { limit: limit + 1, descending: true, ...(after && { after }) })));
  }
  found.sort((a, b) => b.rank - a.rank || (a.id < b.id ? 1 : -1));
  const last = found.length > limit ? found[limit - 1] : undefined;
  const items: WireApplication[] = [];
  for (const row of found.slice(0, limit))
    items.push((await wireApplication(tx, row.id, row.doc, user)) as WireApplication);
  return { items: items.filter(Boolean), ...(last && { next: `${last.rank}.${last.id}` }) };
};

export const applicationOps: OpTable<'groups.applications' | 'groups.answer' | 'groups.read-applications'> = {
  'groups.applications': {
    auth: 'user',
    check: object({ cursor: optional(string(100, 1)), limit: optional(integer(1, 100)) }),
    run: ({ core, user }, { cursor, limit = 50 }) => core.read((tx) => list(tx, user, cursor, limit)),
  },
  'groups.answer': {
    auth: 'user',
    check: object({ application: token(64), accept: boolean, reason: optional(string(WORDS)) }),
    run: (call, args) =>
      change(call, async (work) => {
        await answer(work, call, args);
        return {};
      }),
  },
  'groups.read-applications': {
    auth: 'user',
    check: object({}),
    run: (call) =>
      change(call, async (work) => {
        await work.tx.docs.put('applications-read', call.user, 'all', { upTo: await work.tx.events.head() });
        await work.tellUser(call.user, { t: 'applications-read' }, 'applications-read');
        return {};
      }),
  },
};
