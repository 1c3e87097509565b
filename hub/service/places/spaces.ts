import type { WireChannel, WireGone, WireSpace } from '../../protocol/index.js';
import { allowedInSpace, type SpaceAction } from '../../protocol/place-rights.js';
import type { DocRow, MemberRow, SpaceDoc, Tx } from '../../storage/port.js';
import { HubError, notFound } from '../errors.js';
import { channelKey, spaceKey } from '../ids.js';
import type { Work } from '../work.js';
import { channelDoc, storedMembers } from './channel-seats.js';

export const MOST_CHANNELS = 200;
export const MOST_SPACES = 100;

/** A space as one of its members finds it. */
export interface SpacePlace {
  readonly id: string;
  readonly key: string;
  readonly doc: SpaceDoc;
  readonly member: MemberRow;
}

export const spaceDoc = (tx: Tx, space: string): Promise<SpaceDoc | undefined> => tx.docs.get('space', space, 'self');

/** The caller's space; `not-found` where he is no member. */
export const spaceOf = async ({ tx }: Pick<Work, 'tx'>, user: string, id: string): Promise<SpacePlace> => {
  const [doc, key] = [await spaceDoc(tx, id), spaceKey(id)];
  const member = doc && (await tx.members.get(key, user));
  if (!doc || !member) throw notFound('space');
  return { id, key, doc, member };
};

/** The same, of a caller who may; `other`: to whom. */
export const demandIn = ({ doc, member }: SpacePlace, action: SpaceAction, other?: MemberRow['role']): void => {
  const facts = { role: member.role, policy: doc.policy, ...(other && { other }) };
  if (allowedInSpace(action, facts)) return;
  throw new HubError('forbidden', `space: ${action} is not for you`, { field: 'space' });
};

export const spaceFor = async (work: Pick<Work, 'tx'>, user: string, id: string, action: SpaceAction) => {
  const place = await spaceOf(work, user, id);
  demandIn(place, action);
  return place;
};

/** All there are, in their order. */
export const channelsOf = (tx: Tx, space: string): Promise<DocRow<'channel'>[]> =>
  tx.docs.page('channel', space, { limit: MOST_CHANNELS });

export const wireSpace = async (tx: Tx, id: string, viewer: string): Promise<WireSpace | undefined> => {
  const doc = await spaceDoc(tx, id);
  const member = await tx.members.get(spaceKey(id), viewer);
  if (!doc || !member) return undefined;
  const { name, avatar, introduction, policy, owner } = doc;
  const face = { name, ...(avatar !== undefined && { avatar }), ...(introduction !== undefined && { introduction }) };
  return {
    id,
    ...face,
    policy,
    owner,
    memberCount: await tx.members.count(spaceKey(id)),
    role: member.role,
    since: member.joined,
  };
};

/** Undefined: not the viewer's to see. */
export const wireChannel = async (
  tx: Tx,
  space: string,
  { id, rank, doc }: DocRow<'channel'>,
  viewer: string,
): Promise<WireChannel | undefined> => {
  const key = channelKey(space, id);
  if (!(await tx.members.get(key, viewer))) return undefined;
  const { since: _, ...said } = doc;
  return { space, id, ...said, place: rank, ...(doc.private && { memberCount: await tx.members.count(key) }) };
};

export const channelRow = async (tx: Tx, space: string, id: string): Promise<DocRow<'channel'> | undefined> =>
  (await tx.docs.getMany('channel', space, [id]))[0];

/** All who are in it hear how it is now. */
export const tellSpace = (work: Work, space: string): Promise<void> =>
  work.tell(spaceKey(space), { t: 'space', space }, 'space');

/** One is in it now, or not any more. */
export const tellSeat = (work: Work, user: string, space: string, why?: WireGone): Promise<void> =>
  work.tellUser(user, { t: 'space', space, ...(why && { why }) }, `space:${space}`);

/** All of the space: who cannot see the channel any more is told that there is none. Not of one that was private before. */
export const tellChannel = (work: Work, space: string, channel: string, why?: WireGone): Promise<void> =>
  work.tell(spaceKey(space), { t: 'channel', space, channel, ...(why && { why }) }, `channel:${channel}`);

/** Those who are in a private one alone: nobody else ever learns its name. */
export const tellInside = (work: Work, space: string, channel: string): Promise<void> =>
  work.tell(channelKey(space, channel), { t: 'channel', space, channel }, 'channel');

export const tellChannelTo = (work: Work, user: string, space: string, channel: string, why?: WireGone) =>
  work.tellUser(user, { t: 'channel', space, channel, ...(why && { why }) }, `channel:${channelKey(space, channel)}`);

/** He is in the space, and its public channels, from now on. What was said before is there to be read. */
export const seatIn = async (work: Work, space: string, user: string, role: MemberRow['role'] = 'member') => {
  const [key, head] = [spaceKey(space), await work.tx.events.head()];
  await work.tx.members.put({
    ...{ key, user, role, joined: head, joinedSeq: 0, read: 0, shown: 0, delivered: 0, clearedSeq: 0 },
    // No conversation: it stands in no list.
    ...{ pinned: false, hidden: true, notify: 'all' },
  });
  const seqs = new Map<string, number>();
  for (const { id } of await channelsOf(work.tx, space)) {
    const { seq = 0 } = (await work.tx.conversations.get(channelKey(space, id))) ?? {};
    if (seq > 0) seqs.set(id, seq);
  }
  await work.tx.docs.put('space-seat', user, space, { seqs: Object.fromEntries(seqs) });
  await work.tx.events.listen(user, key, head);
  await tellSeat(work, user, space);
};

/** Channels of which we know what somebody had deleted. */
const MOST_CLEARED = 1_000;

/** His row goes; what he had deleted for himself stays so when he comes again. */
export const dropRow = async ({ tx, now }: Work, key: string, user: string): Promise<void> => {
  const row = await storedMembers(tx).get(key, user);
  const doc = await channelDoc(tx, key);
  await tx.members.remove(key, user);
  if (!row || !doc || row.clearedSeq <= (doc.since ?? 0)) return;
  await tx.docs.put('channel-cleared', user, key, { upTo: row.clearedSeq }, now);
  if ((await tx.docs.count('channel-cleared', user)) <= MOST_CLEARED) return;
  for (const { id } of await tx.docs.page('channel-cleared', user, { limit: 1 }))
    await tx.docs.remove('channel-cleared', user, id);
};

/** Takes away what he has in a channel: he is no reader of it any more. Was he let into a private one? */
export const unseatInChannel = async (work: Work, key: string, user: string): Promise<boolean> => {
  await dropRow(work, key, user);
  if (!(await work.tx.docs.get('channel-member', key, user))) return false;
  await work.tx.docs.remove('channel-member', key, user);
  await work.tx.events.unlisten(user, key, await work.tx.events.head());
  return true;
};

export const unseatIn = async (work: Work, space: string, user: string, why: WireGone): Promise<void> => {
  const key = spaceKey(space);
  for (const { id } of await channelsOf(work.tx, space)) {
    if (!(await unseatInChannel(work, channelKey(space, id), user))) continue;
    // Those who stay in a private one see that they are fewer; he, who may be back in the space at once, that he is out.
    await tellInside(work, space, id);
    await tellChannelTo(work, user, space, id, why);
  }
  await work.tx.members.remove(key, user);
  await work.tx.docs.remove('space-seat', user, space);
  await work.tx.events.unlisten(user, key, await work.tx.events.head());
  await tellSeat(work, user, space, why);
};

/** Nobody reads it any more. Its conversation stays, so that no other ever has its name. */
export const closeChannel = async (work: Work, space: string, channel: string): Promise<void> => {
  const key = channelKey(space, channel);
  const closed = (await channelRow(work.tx, space, channel))?.doc.private;
  const there = await storedMembers(work.tx).users(key);
  const named = (await work.tx.docs.page('channel-member', key, { limit: 20_000 })).map(({ id }) => id);
  await work.tx.docs.remove('channel', space, channel);
  for (const user of new Set([...there, ...named])) await unseatInChannel(work, key, user);
  if (!closed) return tellChannel(work, space, channel, 'dismissed');
  for (const user of named) await tellChannelTo(work, user, space, channel, 'dismissed');
};

export const putChannel = (work: Work, space: string, { id, rank, doc }: DocRow<'channel'>): Promise<void> =>
  work.tx.docs.put('channel', space, id, doc, rank);

/** In a private one. */
export const admit = async (work: Work, key: string, user: string): Promise<void> => {
  if (await work.tx.docs.get('channel-member', key, user)) return;
  const { seq = 0 } = (await work.tx.conversations.get(key)) ?? {};
  await work.tx.docs.put('channel-member', key, user, { at: work.now, seq });
  await work.tx.events.listen(user, key, await work.tx.events.head());
};

export const removeSpace = async (work: Work, space: string): Promise<void> => {
  const users = await work.tx.members.users(spaceKey(space));
  const { avatar } = (await spaceDoc(work.tx, space)) ?? {};
  if (avatar !== undefined) await work.tx.docs.remove('face', avatar, spaceKey(space));
  for (const { id } of await channelsOf(work.tx, space)) await closeChannel(work, space, id);
  await work.tx.docs.remove('space', space, 'self');
  for (const user of users) await unseatIn(work, space, user, 'dismissed');
};

/** The longest admin, else the longest member. */
const heirOf = async (tx: Tx, key: string, user: string): Promise<MemberRow | undefined> => {
  const heirs: MemberRow[] = [];
  for (let after: MemberRow | undefined; ; ) {
    const some: MemberRow[] = await tx.members.page(key, 500, after);
    heirs.push(...some.filter((one) => one.user !== user));
    const admin = some.find((one) => one.role === 'admin');
    if (admin) return admin;
    after = some.at(-1);
    if (some.length < 500) return heirs[0];
  }
};

export const leaveSpace = async (work: Work, user: string, space: string): Promise<void> => {
  const { key, doc, member } = await spaceOf(work, user, space);
  const heir = member.role === 'owner' ? await heirOf(work.tx, key, user) : undefined;
  if (member.role === 'owner' && !heir) return removeSpace(work, space);
  if (heir) {
    await work.tx.members.put({ ...heir, role: 'owner' });
    await work.tx.docs.put('space', space, 'self', { ...doc, owner: heir.user });
  }
  await unseatIn(work, space, user, 'left');
  await tellSpace(work, space);
};
