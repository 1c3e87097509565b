import type { MemberRow, MessageRow, Tx } from '../storage/port.js';
import { forgetPerson } from './contacts.js';
import type { Core } from './core.js';
import { takeOff } from './faces.js';
import { MOST_FORMERS } from './former.js';
import { channelKey, groupKey, groupOf, isDirect } from './ids.js';
import { forgetPending, leave } from './ops/groups/index.js';
import { changeGroup, tellGroup } from './ops/groups/shared.js';
import { recall } from './ops/recall.js';
import { tellUser } from './ops/users.js';
import { channelsOf, leaveSpace, tellSpace } from './places/spaces.js';
import { tellOf } from './telling.js';
import type { Work } from './work.js';

/** So many messages at a time, that others get their turn between. */
const CHUNK = 100;

/** Takes back some of what he wrote, his name on it too; says whether there may be more. */
const takeBack = async (work: Work, user: string): Promise<boolean> => {
  const rows = await work.tx.messages.ofSender(user, CHUNK);
  for (const { senderName: _name, senderAvatar: _avatar, ...row } of rows) await recall(work, row, user);
  return rows.length === CHUNK;
};

/** His reactions to a message of somebody else. */
const dropReactions = async (work: Work, row: MessageRow, user: string): Promise<MessageRow> => {
  const { reactions, ...rest } = row;
  if (!reactions || !Object.values(reactions).some((users) => users.includes(user))) return row;
  const others = Object.entries(reactions)
    .map(([emoji, users]) => [emoji, users.filter((one) => one !== user)] as const)
    .filter(([, users]) => users.length > 0);
  const left: MessageRow = others.length > 0 ? { ...rest, reactions: Object.fromEntries(others) } : rest;
  await work.tx.messages.put(left);
  await tellOf(work, row, { t: 'reacted', key: row.key, id: row.id }, `reacted:${row.id}`);
  return left;
};

/** What he alone could write on it, such as his answers to a form. */
const dropExtensions = async (work: Work, row: MessageRow, user: string): Promise<void> => {
  const { extensions, ...rest } = row;
  const his = Object.keys(extensions ?? {}).filter((key) => key === `@${user}` || key.startsWith(`@${user}/`));
  if (!extensions || his.length === 0) return;
  const others = Object.entries(extensions).filter(([key]) => !his.includes(key));
  await work.tx.messages.put(others.length > 0 ? { ...rest, extensions: Object.fromEntries(others) } : rest);
  await tellOf(work, row, { t: 'extended', key: row.key, id: row.id, set: {}, removed: his });
};

/** What was taken back before still has his name on it, and why he took it back. */
const dropFace = async (work: Work, row: MessageRow, user: string): Promise<MessageRow> => {
  const { senderName, senderAvatar, recalled, ...rest } = row;
  if (!recalled || (row.sender !== user && recalled.by !== user)) return row;
  const { reason: _, ...told } = recalled;
  const face = { ...(senderName !== undefined && { senderName }), ...(senderAvatar !== undefined && { senderAvatar }) };
  const left = {
    ...{ ...rest, ...(row.sender !== user && face) },
    recalled: recalled.by === user ? told : recalled,
  };
  await work.tx.messages.put(left);
  return left;
};

/** Some messages of a conversation above `after`; gives where to go on, if there is more. */
const wipe = async (work: Work, key: string, user: string, after: number): Promise<number | undefined> => {
  const rows = await work.tx.messages.page(key, { after, limit: CHUNK, from: 'start' });
  for (const row of rows)
    await dropExtensions(work, await dropReactions(work, await dropFace(work, row, user), user), user);
  return rows.length === CHUNK ? rows.at(-1)?.seq : undefined;
};

/** What he announced goes with him; where nobody is left, so does what the group was called. */
const leaveGroup = async (work: Work, user: string, group: string): Promise<void> => {
  const row = await work.tx.groups.get(group);
  if (row?.announcement?.by === user) await changeGroup(work, group, { announcement: undefined });
  await leave(work, user, group);
  const left = await work.tx.groups.get(group);
  if (!left || (await work.tx.members.count(groupKey(group))) > 0) return;
  const { id, kind, type, policy, owner, createdAt, dismissed } = left;
  if (left.avatar !== undefined) await work.tx.docs.remove('face', left.avatar, groupKey(group));
  await work.tx.groups.put({
    ...{ id, policy, owner, createdAt },
    ...{ ...(kind && { kind }), ...(type && { type }), ...(dismissed && { dismissed }) },
  });
};

/** All places where something of his may stand: those he is in, and those he has left, as far as they are known. */
const placesOf = async (tx: Tx, user: string): Promise<string[]> => {
  const keys: string[] = [];
  for (const { key } of await tx.members.of(user)) {
    const space = key.startsWith('space:') ? key.slice('space:'.length) : undefined;
    if (space === undefined) keys.push(key);
    else keys.push(...(await channelsOf(tx, space)).map(({ id }) => channelKey(space, id)));
  }
  const formers = await tx.docs.page('former', user, { limit: MOST_FORMERS });
  return [...keys, ...formers.map(({ id }) => groupKey(id))];
};

/** Groups go on without him; a conversation of two stays with the other one. */
const part = async (work: Work, member: MemberRow): Promise<void> => {
  const { key, user } = member;
  if (key.startsWith('space:')) return leaveSpace(work, user, key.slice('space:'.length));
  if (!isDirect(key)) {
    await leaveGroup(work, user, groupOf(key));
    return work.tx.docs.remove('former', user, groupOf(key));
  }
  const clearedSeq = (await work.tx.conversations.get(key))?.seq ?? member.clearedSeq;
  const { more: _, ...rest } = member;
  await work.tx.members.put({ ...rest, hidden: true, pinned: false, clearedSeq });
};

/** What he had uploaded, also where a place goes by it; gives the places. */
const forgetFiles = async (work: Work, user: string): Promise<readonly string[]> => {
  const places: string[] = [];
  for (const { id } of await work.tx.files.ownedBy(user)) {
    places.push(...(await takeOff(work.tx, id)));
    await work.tx.files.forget(id);
  }
  for (const place of new Set(places)) {
    if (place.startsWith('space:')) await tellSpace(work, place.slice('space:'.length));
    else await tellGroup(work, groupOf(place));
  }
  return places;
};

const forget = async (work: Work, user: string): Promise<readonly string[]> => {
  // While he still shares their groups with them.
  await tellUser(work, user);
  for (const member of await work.tx.members.of(user)) await part(work, member);
  const places = await forgetFiles(work, user);
  await work.tx.docs.clear('tag', user);
  await work.tx.events.forgetCommands(user);
  // Whoever comes again under this id finds nothing of what he could read.
  await work.tx.docs.clear('former', user);
  await work.tx.docs.clear('channel-cleared', user);
  await forgetPending(work, user);
  await forgetPerson(work, user);
  const { id, kind, mergedInto, createdAt } = await work.user(user, 'user');
  const erased = work.now;
  await work.tx.users.put({ id, kind, createdAt, erased, ...(mergedInto !== undefined && { mergedInto }) });
  for (const { id: device } of await work.tx.devices.list(user)) await work.tx.devices.remove(user, device);
  return places;
};

/**
 * Messages, reactions, answers, profile, settings, files, live rooms and devices of a user, his words in what others keep, and
 * his seats. His id remains, so that nobody can take it. What others wrote stays, also where it names or quotes him; so do names
 * of groups, spaces and channels that others are in, reactions in groups of
 * which he keeps no row, and names of keys (`messages.extend`) in the log.
 */
export const eraseUser = async (core: Core, user: string): Promise<void> => {
  while (await core.write((work) => takeBack(work, user)));
  core.presence.forget(user);
  await core.rooms.forget(user);
  for (const key of await core.read((tx) => placesOf(tx, user))) {
    for (let after: number | undefined = 0; after !== undefined; ) {
      const from: number = after;
      after = await core.write((work) => wipe(work, key, user, from));
    }
  }
  const places = await core.write((work) => forget(work, user));
  await core.rooms.refresh(places.filter((place) => !place.startsWith('space:')).map(groupOf));
};
